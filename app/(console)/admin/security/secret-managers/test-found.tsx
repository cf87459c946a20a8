import { Eye, TriangleAlert } from 'lucide-react';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import type { TestResult } from '@/lib/managers/schema';
import type { ProviderId } from '@/lib/providers/descriptors';
import { words } from './words';

const shownAtOnce = 8;

/** What a test found out: account, service account, vaults with their items, Environments, warnings. */
export function TestFound({ provider, found }: { provider: ProviderId; found: TestResult }) {
  const { account, vaults, environments, warnings } = found;
  return (
    <div className="grid gap-2" role="status">
      <Notice tone="ok" role="note" title={words.found.title}>
        <Facts
          className="mt-1.5 gap-y-1 [&>div]:sm:grid-cols-[110px_minmax(0,1fr)]"
          facts={[
            { label: words.found.address, value: account.signInAddress },
            { label: words.accountOf[provider], value: account.serviceAccount },
            { label: words.found.vaults, value: <VaultList vaults={vaults} /> },
            ...(environments.length === 0
              ? []
              : [{ label: words.found.environments, value: <SeenList seen={environments} /> }]),
          ]}
        />
      </Notice>
      {warnings.map((warning) => (
        <Notice
          key={warning.code}
          tone="warn"
          icon={TriangleAlert}
          title={words.found.warnings[warning.code]}
        >
          {warning.message}
        </Notice>
      ))}
      {provider === 'onepassword' && (
        <Notice tone="idle" icon={Eye} title={words.found.check.title}>
          {words.found.check.text}
        </Notice>
      )}
    </div>
  );
}

function VaultList({ vaults }: { vaults: TestResult['vaults'] }) {
  if (vaults.length === 0) return words.vaults(0);
  return <SeenList seen={vaults.map((vault) => ({ ...vault, holds: words.found.items(vault.itemCount) }))} />;
}

function SeenList({ seen }: { seen: readonly { id: string; title: string; holds?: string }[] }) {
  return (
    <ul>
      {seen.slice(0, shownAtOnce).map(({ id, title, holds }) => (
        <li key={id} className="flex justify-between gap-3">
          <span className="min-w-0 truncate text-ink">{title}</span>
          {holds && <span className="shrink-0 text-ink-3">{holds}</span>}
        </li>
      ))}
      {seen.length > shownAtOnce && (
        <li className="text-ink-3">{words.found.more(seen.length - shownAtOnce)}</li>
      )}
    </ul>
  );
}
