import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { adminTrail } from '@/components/shell/navigation';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { durationText } from '@/components/ui/relative';
import { RelativeTime } from '@/components/ui/relative-time';
import { pageCaller } from '@/lib/doors/page';
import { roleMay } from '@/lib/kernel/permissions';
import { env } from '@/lib/platform/env';
import { hostsOf } from '@/lib/platform/server-address';
import { version } from '@/package.json';
import { Parts } from './components';
import { MasterKeys } from './master-keys';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** What is running here, for whoever operates it. Nothing secret: no key, no password of a database address. */
export default async function AboutPage() {
  const caller = await pageCaller();
  if (!roleMay(caller.role, 'master-key:read')) notFound();
  const settings = env();
  const { databaseServer, dataDir } = settings;
  const startedAt = new Date(Date.now() - process.uptime() * 1000).toISOString();
  return (
    <>
      <PageHeader trail={adminTrail('setUp')} title={words.title} description={words.description} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid gap-4">
          <Panel title={words.program.title}>
            <Facts
              facts={[
                { label: words.program.version, value: version },
                { label: words.program.node, value: process.version },
                { label: words.program.started, value: <RelativeTime at={startedAt} /> },
                { label: words.program.address, value: settings.origin },
                { label: words.program.log, value: settings.logLevel },
              ]}
            />
          </Panel>
          <Panel title={words.store.title}>
            <Facts
              facts={[
                {
                  label: words.store.database,
                  value: databaseServer
                    ? words.store.server(hostsOf(databaseServer))
                    : words.store.embedded(dataDir),
                },
                {
                  label: words.store.masterKey,
                  value: settings.masterKey ? words.store.masterKeyGiven : words.store.masterKeyFile(dataDir),
                },
              ]}
            />
          </Panel>
          <Panel title={words.keys.title}>
            <MasterKeys caller={caller} />
          </Panel>
        </div>
        <div className="grid gap-4">
          <Panel title={words.health.title}>
            <Parts />
          </Panel>
          <Panel title={words.providers.title}>
            <Facts
              facts={[
                {
                  label: words.providers.hosts,
                  value: [words.providers.own, ...settings.signInHosts].join('; '),
                },
                { label: words.providers.timeout, value: durationText(settings.providerTimeoutMs) },
              ]}
            />
          </Panel>
          <Panel title={words.links.title}>
            <ul className="grid gap-2">
              <li>
                <MachineLink href="/api/openapi.json">{words.links.openapi}</MachineLink>
              </li>
              {settings.metrics ? null : (
                <li>
                  <MachineLink href="/metrics">{words.links.metrics}</MachineLink>
                </li>
              )}
            </ul>
          </Panel>
        </div>
      </div>
    </>
  );
}

function MachineLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className="rounded-xs font-medium text-accent-ink hover:underline">
      {children}
    </a>
  );
}
