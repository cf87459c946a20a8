import { type Clock, systemClock } from '@/lib/kernel/clock';
import { once, replaceSingleton } from './singleton';

const name = 'clock';

/** The clock that the process goes by. */
export function clock(): Clock {
  return once(name, () => systemClock);
}

/** Puts another clock in place, for tests and simulations. */
export function setClock(replacement: Clock): void {
  replaceSingleton(name, replacement);
}
