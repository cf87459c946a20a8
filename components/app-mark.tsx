import {
  Blocks,
  Cloud,
  Globe,
  GlobeLock,
  type LucideIcon,
  Mail,
  MessagesSquare,
  Sparkles,
  SquareTerminal,
} from 'lucide-react';
import github from 'simple-icons/icons/github.svg';
import mysql from 'simple-icons/icons/mysql.svg';
import postgresql from 'simple-icons/icons/postgresql.svg';
import stripe from 'simple-icons/icons/stripe.svg';
import { cn } from '@/components/ui/cn';
import type { AppId } from '@/lib/kernel/apps';

type Look = { address: string } | { icon: LucideIcon };

// OpenAI, Slack and AWS let no icon set carry their marks: they and the generic apps have an icon of what they do.
const looks: Record<AppId, Look> = {
  stripe: { address: addressOf(stripe) },
  openai: { icon: Sparkles },
  github: { address: addressOf(github) },
  slack: { icon: MessagesSquare },
  postgres: { address: addressOf(postgresql) },
  mysql: { address: addressOf(mysql) },
  smtp: { icon: Mail },
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
  const mask = `url("${look.address}") center / contain no-repeat`;
  return (
    <span
      aria-hidden
      className={cn('inline-block size-4 shrink-0 bg-current', className)}
      style={{ mask, WebkitMask: mask }}
    />
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

/** Guarantee: Next turns the import of an image into an object with its address (next/image-types/global). */
function addressOf(image: { src: string }): string {
  return image.src;
}
