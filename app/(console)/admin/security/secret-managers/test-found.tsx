import { Eye, TriangleAlert } from 'lucide-react';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import type { TestResult } from '@/lib/managers/schema';
import type { ProviderId } from '@/lib/providers/descriptors';
import { words } from './words';

const shownVaults = 8;

/** What a test found out: account, service account, vaults with their items, warnings. */
export function TestFound({ provider, found }: { provider: ProviderId; found: TestResult }) {
  const { account, vaults, warnings } = found;
  return (
    <div className="grid gap-2" role="status">
      <Notice tone="ok" role="note" title={words.found.title}>
        <Facts
          className="mt-1.5 gap-y-1 [&>div]:sm:grid-cols-[110px_minmax(0,1fr)]"
          facts={[
            { label: words.found.address, value: account.signInAddress },
            { label: words.accountOf[provider], value: account.serviceAccount },
            { label: words.found.vaults, value: <VaultList vaults={vaults} /> },
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
  return (
    <ul>
      {vaults.slice(0, shownVaults).map((vault) => (
        <li key={vault.id} className="flex justify-between gap-3">
          <span className="min-w-0 truncate text-ink">{vault.title}</span>
          <span className="shrink-0 text-ink-3">{words.found.items(vault.itemCount)}</span>
        </li>
      ))}
      {vaults.length > shownVaults && (
        <li className="text-ink-3">{words.found.more(vaults.length - shownVaults)}</li>
      )}
    </ul>
  );
}
