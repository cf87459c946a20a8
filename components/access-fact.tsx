import { RelativeTime } from '@/components/ui/relative-time';
import { feedWords } from '@/components/words/feeds';
import type { ManagerView } from '@/lib/managers/schema';

type FeedView = ManagerView['changeFeed'];

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
        <span className={takesAway.includes(kind) ? 'text-warn-ink' : undefined}>
          {feedWords.accessOf(kind, vault)}
          <span className="block text-ink-2">
            <RelativeTime at={at} exact="beside" />
          </span>
        </span>
      ),
    },
  ];
}
