import {
  Blocks,
  Cloud,
  Database,
  Globe,
  GlobeLock,
  type LucideIcon,
  Mail,
  MessagesSquare,
  Sparkles,
  SquareTerminal,
} from 'lucide-react';
import { cn } from '@/components/ui/cn';
import type { AppId } from '@/lib/kernel/apps';
import { brandPaths } from './brand-paths';

type Look = { path: string } | { icon: LucideIcon };

// OpenAI, Slack and AWS let no icon set carry their marks, and MySQL's cannot be read at this size: they and the
// generic apps have an icon of what they do.
const looks: Record<AppId, Look> = {
  stripe: { path: brandPaths.stripe },
  openai: { icon: Sparkles },
  github: { path: brandPaths.github },
  slack: { icon: MessagesSquare },
  postgres: { path: brandPaths.postgres },
  mysql: { icon: Database },
  smtp: { icon: Mail },
  redis: { path: brandPaths.redis },
  'http-bearer': { icon: Globe },
  'http-basic': { icon: GlobeLock },
  aws: { icon: Cloud },
  ssh: { icon: SquareTerminal },
  custom: { icon: Blocks },
};

/** The mark of an app, in the colour of the text around it. */
export function AppMark({ app, className }: { app: AppId; className?: string }) {
  const look = looks[app];
  if ('icon' in look) {
    const Icon = look.icon;
    return <Icon aria-hidden className={cn('size-4 shrink-0', className)} />;
  }
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={cn('size-4 shrink-0 fill-current', className)}>
      <path d={look.path} />
    </svg>
  );
}

/** The mark in a small box, for lists and titles. */
export function AppTile({ app, className }: { app: AppId; className?: string }) {
  return (
    <span
      className={cn(
        'inline-flex size-7 shrink-0 items-center justify-center rounded-sm border bg-surface text-ink-2',
        className,
      )}
    >
      <AppMark app={app} />
    </span>
  );
}
