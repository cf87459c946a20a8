import { LockKeyhole } from 'lucide-react';
import { ProviderMark } from '@/components/provider-mark';
import { EmptyState } from '@/components/ui/empty-state';
import type { ProjectView } from '@/lib/projects/schema';
import { ConnectButton } from './connect-sheet';
import { HowTo } from './how-to';
import { words } from './words';

export interface NoManagersProps {
  projects: readonly ProjectView[];
  sandbox: string | undefined;
  mayConnect: boolean;
}

/** The page before the first secret manager: what it is for, the providers, how to get a token. */
export function NoManagers({ projects, sandbox, mayConnect }: NoManagersProps) {
  if (!mayConnect) {
    return (
      <EmptyState icon={LockKeyhole} title={words.empty.title}>
        {words.empty.readOnly}
      </EmptyState>
    );
  }
  return (
    <div className="max-w-180 rounded border bg-surface">
      <div className="px-5 py-5">
        <h2 className="font-semibold text-lg tracking-tight">{words.empty.title}</h2>
        <p className="mt-1 max-w-140 text-ink-2">{words.empty.text}</p>
      </div>
      <div className="flex flex-wrap items-center gap-4 border-t px-5 py-4">
        <span className="flex size-10 shrink-0 items-center justify-center rounded border bg-sunken">
          <ProviderMark provider="onepassword" className="size-6" />
        </span>
        <div className="min-w-48 flex-1">
          <p className="font-medium text-base">1Password</p>
          <p className="text-ink-2">{words.empty.onepassword}</p>
        </div>
        <ConnectButton projects={projects} managers={[]} sandbox={sandbox} />
      </div>
      <div className="border-t px-5 py-3">
        <HowTo provider="onepassword" isOpenAtFirst sandbox={sandbox} />
      </div>
    </div>
  );
}
