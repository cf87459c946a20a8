'use client';

import { CircleDashed, CircleSlash, CloudOff, Hourglass, type LucideIcon, TriangleAlert } from 'lucide-react';
import { Badge, Status } from '@/components/ui/status';
import type { Tone } from '@/components/ui/tone';
import { managerWords } from '@/components/words/managers';
import { clockText } from '@/components/words/numbers';
import type { ManagerView } from '@/lib/managers/schema';

type Known = Pick<ManagerView, 'status' | 'breaker'>;

const looks: Record<ManagerView['status'], { tone: Tone; icon?: LucideIcon }> = {
  connected: { tone: 'ok' },
  degraded: { tone: 'warn', icon: TriangleAlert },
  refused: { tone: 'bad', icon: CircleSlash },
  rate_limited: { tone: 'warn', icon: Hourglass },
  unreachable: { tone: 'bad', icon: CloudOff },
  untested: { tone: 'idle', icon: CircleDashed },
};

/** The state of a secret manager as icon and words. `badge` stands beside a title. */
export function ManagerStatus({ manager, look = 'plain' }: { manager: Known; look?: 'plain' | 'badge' }) {
  const Look = look === 'badge' ? Badge : Status;
  return (
    <Look {...looks[manager.status]}>
      <span suppressHydrationWarning>{statusText(manager)}</span>
    </Look>
  );
}

/** The state in words: "Connected", "Rate limited until 14:05". The time is in the reader's zone. */
export function statusText({ status, breaker }: Known): string {
  if (status !== 'rate_limited' || breaker.retryAt === null) return managerWords.status[status];
  return managerWords.rateLimitedUntil(clockText(breaker.retryAt));
}
