import { asLatchkeyError } from '@/lib/kernel/errors';

/**
 * Does what belongs to a read besides the read itself: leases, books, what is shared with other processes. While the database is
 * away a read goes on without it: then `detached` gives the answer. Every other failure is thrown.
 */
export async function ifAttached<T>(work: () => Promise<T>, detached: () => T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (asLatchkeyError(error).code !== 'database_unavailable') throw error;
    return detached();
  }
}
