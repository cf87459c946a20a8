'use client';

import { CloudOff, type LucideIcon, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { Problem } from '@/lib/kernel/problem';
import type { ManagerView } from '@/lib/managers/schema';
import { usePickerDeps } from './picker-provider';
import { pickerWords as words } from './words';

const widths = ['w-40', 'w-56', 'w-32', 'w-48', 'w-44', 'w-36', 'w-52', 'w-40', 'w-28'];

/** Rows of the height that they will have. */
export function PaneSkeleton({ rowHeight }: { rowHeight: number }) {
  return (
    <div role="status" aria-label={words.loading} className="overflow-hidden p-1.5">
      {widths.map((width, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have no identity
        <div key={row} className="flex items-center gap-2 px-2" style={{ height: rowHeight }}>
          <Skeleton className="size-4" />
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  );
}

/** In place of a list: why it is empty and what to do. */
export function PaneNote({
  icon: Icon,
  title,
  text,
  action,
}: {
  icon: LucideIcon;
  title: string;
  text: string;
  action?: ReactNode;
}) {
  return (
    <div
      role="status"
      className="flex h-full flex-col items-center justify-center gap-1 px-6 py-8 text-center"
    >
      <Icon aria-hidden className="mb-1 size-5 text-ink-3" />
      <p className="font-medium">{title}</p>
      <p className="max-w-80 text-balance text-ink-2">{text}</p>
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}

/** A listing that failed: which manager, why, and the way to try again. Other managers stay usable beside it. */
export function PaneProblem({
  manager: { id, name },
  problem,
  onRetry,
  look,
}: {
  manager: Pick<ManagerView, 'id' | 'name'>;
  problem: Problem;
  onRetry: () => void;
  look: 'whole' | 'line';
}) {
  const { mayConnect } = usePickerDeps();
  const retry = (
    <span className="flex flex-wrap justify-center gap-2">
      <Button size="sm" icon={<RotateCw />} onClick={onRetry}>
        {words.retry}
      </Button>
      {mayConnect && problem.code === 'provider_denied' && (
        <ButtonLink size="sm" href={`/admin/security/secret-managers/${id}`}>
          {words.openManager(name)}
        </ButtonLink>
      )}
    </span>
  );
  const title = `${name}: ${problem.title}`;
  if (look === 'line') {
    return (
      <Notice tone="warn" role="status" title={title} actions={retry} className="m-2 shrink-0">
        {problem.detail}
      </Notice>
    );
  }
  return <PaneNote icon={CloudOff} title={title} text={problem.detail} action={retry} />;
}
