'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { callerText } from '@/components/caller-text';
import { Facts } from '@/components/ui/facts';
import { Link } from '@/components/ui/link';
import { Popover } from '@/components/ui/popover';
import { RelativeTime } from '@/components/ui/relative-time';
import { numberText } from '@/components/words/numbers';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import type { ManagerView } from '@/lib/managers/schema';
import { words as allWords } from './words';

const words = allWords.reads;

export interface KeyReadsProps {
  apiKey: ApiKeyView;
  managers: readonly ManagerView[];
  /** Those of the list: one of them may have taken its place. */
  keys: readonly ApiKeyView[];
}

/** What a key can read, in short; pressed, in full, with who made it and from where it may be used. */
export function KeyReads({ apiKey, managers, keys }: KeyReadsProps) {
  const by = keys.find(({ id }) => id === apiKey.replacedById);
  return (
    <Popover
      label={words.look(apiKey.name)}
      className="max-h-[min(420px,var(--radix-popover-content-available-height))] w-110 overflow-y-auto"
      trigger={
        <button
          type="button"
          aria-label={`${words.look(apiKey.name)}: ${shortText(apiKey)}`}
          className="inline-flex max-w-full items-center gap-1 rounded text-left text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink pointer-coarse:min-h-8"
        >
          <span className="min-w-0 md:max-w-56 md:truncate">{shortText(apiKey)}</span>
          <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-3" />
        </button>
      }
    >
      <Facts
        className="[&>div]:grid-cols-[108px_minmax(0,1fr)]"
        facts={[
          { label: words.connections, value: <Connections connections={apiKey.connections} /> },
          {
            label: words.references,
            value: <References references={apiKey.references} managers={managers} />,
          },
          {
            label: words.networks,
            value: apiKey.networks.length === 0 ? words.anywhere : <Codes texts={apiKey.networks} />,
          },
          {
            label: words.createdBy,
            value: (
              <span className="[overflow-wrap:anywhere]">
                {callerText(apiKey.createdBy)}
                {apiKey.isCreatorDisabled && ` (${words.creatorDisabled})`} ·{' '}
                <RelativeTime at={apiKey.createdAt} />
              </span>
            ),
          },
          ...(apiKey.replacedById === null
            ? []
            : [{ label: words.replacedBy, value: by ? <code>{by.prefix}…</code> : words.otherKey }]),
        ]}
      />
    </Popover>
  );
}

function shortText({ connections, references }: ApiKeyView): string {
  const first = connections === 'all' ? words.all : words.some(connections.length);
  return references === null ? first : `${first} ${words.andReferences}`;
}

function Connections({ connections }: Pick<ApiKeyView, 'connections'>) {
  if (connections === 'all') return words.allOfProjects;
  if (connections.length === 0) return words.none;
  return (
    <ul className="grid gap-0.5">
      {connections.map((key) => (
        <li key={key}>
          <Link
            href={`/connections/${key}`}
            className="font-mono text-accent-ink text-xs [overflow-wrap:anywhere] hover:underline"
          >
            {key}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function References({
  references,
  managers,
}: Pick<ApiKeyView, 'references'> & Pick<KeyReadsProps, 'managers'>): ReactNode {
  if (references === null) return words.noReferences;
  if (references === 'all') return words.anyReference;
  return (
    <ul className="grid gap-2">
      {references.map(({ secretManagerId, patterns }) => (
        <li key={secretManagerId}>
          {managers.find(({ id }) => id === secretManagerId)?.name ?? words.unknownManager}
          <Codes texts={patterns} />
        </li>
      ))}
    </ul>
  );
}

const mostShown = 20;

function Codes({ texts }: { texts: readonly string[] }) {
  const more = texts.length - mostShown;
  return (
    <ul className="grid gap-0.5">
      {texts.slice(0, mostShown).map((text) => (
        <li key={text} className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">
          {text}
        </li>
      ))}
      {more > 0 && <li className="text-ink-3 text-xs">+{numberText(more)}</li>}
    </ul>
  );
}
