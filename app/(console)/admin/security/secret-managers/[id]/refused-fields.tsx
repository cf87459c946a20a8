import { referenceText } from '@/components/reference-text';
import { Disclosure } from '@/components/ui/disclosure';
import { Link } from '@/components/ui/link';
import type { RefusedField } from '@/lib/managers/access-schema';
import { grantHref } from '../grant-href';
import { words as allWords } from './words';

const words = allWords.access;
const mostAtFirst = 5;

/** Bound fields that are refused, each with the way to its connection. The first stand there, the rest folds open. */
export function RefusedFields({
  secretManagerId,
  fields,
  count,
}: {
  secretManagerId: string;
  fields: readonly RefusedField[];
  count: number;
}) {
  const rest = fields.slice(mostAtFirst);
  const beyond = count - fields.length;
  return (
    <div className="mt-2 grid gap-1">
      <List secretManagerId={secretManagerId} fields={fields.slice(0, mostAtFirst)} />
      {rest.length > 0 && (
        <Disclosure title={words.showMore(rest.length)}>
          <List secretManagerId={secretManagerId} fields={rest} />
          {beyond > 0 && <p className="mt-1 text-ink-3 text-xs">{words.beyond(beyond)}</p>}
        </Disclosure>
      )}
    </div>
  );
}

function List({ secretManagerId, fields }: { secretManagerId: string; fields: readonly RefusedField[] }) {
  return (
    <ul className="grid gap-1">
      {fields.map(({ connection, field, shownReference }) => (
        <li key={`${connection.key} ${field}`} className="min-w-0 [overflow-wrap:anywhere]">
          <Link
            href={`/connections/${connection.key}?field=${field}`}
            className="text-accent-ink hover:underline"
          >
            {connection.name}
          </Link>
          {` · ${field} · `}
          {`${referenceText(shownReference)} · `}
          <Link
            href={grantHref({ secretManagerId, connection: connection.key, field, from: 'manager' })}
            aria-label={words.grantFor(`${connection.name}, ${field}`)}
            className="text-accent-ink hover:underline"
          >
            {words.grant}
          </Link>
        </li>
      ))}
    </ul>
  );
}
