'use client';

import { useQuery } from '@tanstack/react-query';
import { offline } from '@/components/query/api-get';
import { mainMs } from '@/components/query/periods';
import { ErrorState } from '@/components/ui/error-state';
import { Facts } from '@/components/ui/facts';
import { Skeleton } from '@/components/ui/skeleton';
import { Status } from '@/components/ui/status';
import { words } from './words';

interface Ready {
  status: 'ready' | 'not_ready' | 'stopping';
  parts: Record<string, 'up' | 'down' | 'storage_full' | 'storage_read_only' | 'database_unavailable'>;
}

/** The parts that must work, as readiness sees them, kept current. */
export function Parts() {
  const ready = useQuery({ queryKey: ['ready'], queryFn: readReady, refetchInterval: mainMs });
  if (ready.error) return <ErrorState problem={offline} onRetry={() => void ready.refetch()} />;
  if (!ready.data) return <Skeleton className="w-40" />;
  return (
    <>
      {ready.data.status === 'stopping' && <p className="mb-2 text-warn-ink">{words.health.stopping}</p>}
      <Facts
        facts={Object.entries(ready.data.parts).map(([name, state]) => ({
          label: words.health.names[name] ?? name,
          value: <Status tone={state === 'up' ? 'ok' : 'bad'}>{words.health[state]}</Status>,
        }))}
      />
    </>
  );
}

// Readiness answers 503 in the same form when a part is down: that is an answer here, not a failure.
async function readReady({ signal }: { signal: AbortSignal }): Promise<Ready> {
  const response = await fetch('/api/ready', { signal });
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null || !('parts' in body))
    throw new Error('not the readiness answer');
  return asReady(body);
}

/** Guarantee: a body with `parts` on this route is what lib/api/health answers. */
function asReady(body: object): Ready {
  return body as Ready;
}
