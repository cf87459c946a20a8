import type { Tone } from '@/components/ui/tone';
import type { EntryView } from '@/lib/cache/schema';

/** The colour of an entry's state. What a connection needs and the secret manager has not is a failure, not an idle fact. */
export function stateTone({ state, connections }: Pick<EntryView, 'state' | 'connections'>): Tone {
  switch (state) {
    case 'fresh':
      return 'ok';
    case 'stale':
      return 'warn';
    case 'absent':
      return connections.length > 0 ? 'bad' : 'idle';
    case 'expired':
      return 'bad';
  }
}
