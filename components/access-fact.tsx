import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import { feedWords } from '@/components/words/feeds';
import type { FeedView } from '@/lib/managers/feed-schema';

type Access = NonNullable<FeedView['access']>;

const takesAway: readonly Access['kind'][] = [
  'vault_access_revoked',
  'vault_deleted',
  'service_account_deleted',
  'account_token_revoked',
  'account_token_expired',
  'account_token_deleted',
];

/** The latest event of access that a change feed told, as a fact. None: there is nothing to show. */
export function accessFacts(access: FeedView['access']) {
  if (!access) return [];
  const { kind, vault, at } = access;
  return [
    {
      label: feedWords.access,
      value: (
        <span className="flex flex-wrap gap-x-2">
          <Status tone={takesAway.includes(kind) ? 'warn' : 'idle'}>{feedWords.accessOf(kind, vault)}</Status>
          <span className="text-ink-2">
            <RelativeTime at={at} exact="beside" />
          </span>
        </span>
      ),
    },
  ];
}
