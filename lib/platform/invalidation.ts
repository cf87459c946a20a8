import { createHash, randomUUID } from 'node:crypto';
import { database, databaseKind, databaseSchema, type Transaction } from './database';
import { once } from './singleton';

/** Something changed in the database that memory may hold a copy of. A hint: who hears it asks the table again. */
export type Invalidation =
  | { topic: 'secret-manager' | 'connection' | 'api-key' | 'breaker'; id: string }
  /** Entries of a manager were cleared, up to this generation; or one entry was written again. */
  | { topic: 'cache'; id: string; fence?: string; key?: string };

/**
 * A change as this process hears it. With `usableUntilMs` (of `performance.now()`) it is a doubt: changes may have been missed, so
 * copies are not believed any more, but until then they may be used where the database cannot be asked.
 */
export type LocalChange = Invalidation & { usableUntilMs?: number };

type Handler = (change: LocalChange) => void;

/** The id that means "it is not known which". */
export const allIds = '*';

/** A channel belongs to a whole database: each schema in it has its own. A name of a channel ends at 63 bytes. */
export function invalidationChannelOf(schema: string): string {
  if (schema === 'public') return 'latchkey_news';
  return `latchkey_news_${createHash('sha256').update(schema).digest('hex').slice(0, 16)}`;
}

/** This process, as its notifications name it: its own are not heard twice. */
export const processId = () => once('process-id', () => randomUUID());

const handlers = () => once('invalidation-handlers', () => new Map<string, Handler>());

/** Registers the one handler of this name; a second registration replaces the first. */
export function onInvalidation(name: string, handler: Handler): void {
  handlers().set(name, handler);
}

/** Tells every handler of this process. To be called after the transaction of the change has ended. */
export function publishLocally(change: LocalChange): void {
  for (const handler of handlers().values()) handler(change);
}

/**
 * Tells the other processes on a PostgreSQL server, when the transaction ends well. The embedded database serves one
 * process, so there is nobody to tell.
 */
export async function publishInTransaction(tx: Transaction, change: Invalidation): Promise<void> {
  if (databaseKind() === 'embedded') return;
  const payload = JSON.stringify({ from: processId(), news: change });
  await tx.$executeRaw`SELECT pg_notify(${invalidationChannelOf(databaseSchema())}, ${payload})`;
}

/** The same outside a transaction, for what is written on its own. */
export async function publishNow(change: Invalidation): Promise<void> {
  await publishInTransaction(database(), change);
}
