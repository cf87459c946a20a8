import { Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import type { ReferenceCheck } from '@/lib/scans/schema';
import { findingWords } from './words';

const words = findingWords.checks;

/** Whether all references of a secret manager were looked at, and can be again. */
export function isChecked({ isComplete, trouble }: ReferenceCheck): boolean {
  return isComplete && trouble === null;
}

/** How far the references of each secret manager were checked, why no further, and since when. */
export function Checks({ checks }: { checks: readonly ReferenceCheck[] }) {
  return (
    <ul aria-label={words.label} className="mt-1 grid gap-1 text-left">
      {checks.map((check) => (
        <li key={check.secretManagerId} className="flex flex-wrap items-center gap-x-3">
          <Link
            href={`/admin/security/secret-managers/${check.secretManagerId}`}
            className="min-w-0 font-medium text-ink [overflow-wrap:anywhere] hover:underline"
          >
            {check.secretManagerName}
          </Link>
          <span className="tabular">{words.references(check.references)}</span>
          {check.trouble && (
            <Status tone={check.trouble.status === 'refused' ? 'bad' : 'warn'}>
              <span>
                {words.trouble[check.trouble.status]}, <RelativeTime at={check.trouble.since} />
              </span>
            </Status>
          )}
          <span className="text-ink-2">
            <Scanned check={check} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Scanned({ check: { scannedAt, isComplete } }: { check: ReferenceCheck }) {
  if (scannedAt === null) return words.never;
  return (
    <>
      {isComplete ? words.complete : words.incomplete} <RelativeTime at={scannedAt} />
    </>
  );
}
