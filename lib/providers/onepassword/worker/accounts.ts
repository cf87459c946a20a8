import { setMaxListeners } from 'node:events';
import { type Client, createClient } from '@1password/sdk';
import type { ReadEnvironment, VaultKind } from '@/lib/providers/onepassword/items/environment';
import type { CallSession } from '@/lib/providers/onepassword/protocol';
import { classify } from './classify';
import type { GuardedClient } from './guarded-fetch';
import type { ItemPlace } from './item-place';
import type { ReadsTogether } from './read-together';
import { createSeenThings, type SeenThings } from './seen';
import { createTroubledItems, type TroubledItems } from './troubled-items';
import { createTurns, type Rank } from './turns';
import { createWireLog, type WireLog, type WireRecord } from './wire-log';

/** A signed-in service account. The client object itself must be kept: the core drops it with its last reference. */
export interface Account {
  client: Client;
  session: CallSession;
  wire: WireLog;
  titles: VaultTitles;
  /** Environments that are being read, by id. */
  environments: ReadsTogether<ReadEnvironment>;
  seen: SeenThings;
  /** Items that spoil a batch: asked one by one until they answer. */
  troubled: TroubledItems;
  /** The item that was read well last. */
  lastRead: ItemPlace | undefined;
  /** Tells that this manager's work begins on this thread. */
  onWork(): void;
}

/** What is known of the vaults' titles. For show alone. */
export interface VaultTitles {
  /** As last listed, by vault id. */
  byId: Map<string, string>;
  /** The same ones: which of them are Environments. */
  kinds: Map<string, VaultKind>;
  /** The listing for titles alone that runs: whether it succeeded. */
  learning?: Promise<boolean>;
  /** Listings for titles alone that failed in a row. */
  failedTries: number;
}

export interface AccountsSettings {
  maxClients: number;
  /** Milliseconds since the epoch. */
  now(): number;
  onWire(session: CallSession, record: WireRecord): void;
  onWork(session: CallSession): void;
}

/** The signed-in accounts of one worker. */
export interface Accounts {
  /** Does work with a session's account, signed in once and kept. When signing in fails the next call tries again. */
  use<T>(session: CallSession, work: (account: Account) => Promise<T>): Promise<T>;
  /**
   * Signs in behind every call that waits for its own sign-in. A call that comes for the account meanwhile takes the sign-in over. False:
   * the manager has an account already, or no more are kept.
   */
  signInAhead(session: CallSession): Promise<boolean>;
  /** Does work with a session's account if it is signed in, or signing in; undefined otherwise, and nothing is asked. */
  useKnown<T>(session: CallSession, work: (account: Account) => Promise<T>): Promise<T> | undefined;
  /** When a session's sign-in has its turn among those of this worker. Undefined: it had it, or there is none. */
  turnOf(session: CallSession): Promise<void> | undefined;
  /** How long a sign-in that waits now will wait about, in milliseconds. */
  queueMs(): number;
  /** Drops a manager's accounts and breaks off their requests. */
  forget(managerId: string): void;
  /** Whose request it is, by the number in its User-Agent. */
  ownerOf(userAgent: string): { client: GuardedClient; userAgent: string } | undefined;
}

interface Entry {
  session: CallSession;
  number: number;
  abort: AbortController;
  account: Promise<Account>;
  /** Until it has its turn. */
  turn: Promise<void> | undefined;
  /** Somebody waits for it now. */
  hurry(): void;
  /** To be called when its first work is done, which the sign-ins of others would hold up. */
  endTurn(): void;
  running: number;
}

const integrationName = 'Latchkey';
const integrationVersion = '0.1.0';
const tagPattern = /^(?<userAgent>.* Latchkey\/0\.1\.0)-(?<number>\d+)$/;

/**
 * Makes a worker's set of accounts, one per manager, revision and token; the least recently used idle one goes first.
 * Each client carries a number in its User-Agent, by which its requests are known: several managers may share one
 * origin, and the core's futures do not keep an asynchronous context.
 */
export function createAccounts(settings: AccountsSettings): Accounts {
  const entries = new Map<string, Entry>();
  const guarded = new Map<number, GuardedClient>();
  const turns = createTurns({ limit: 2, idleMs: 200 });
  let lastNumber = 0;

  function drop(key: string, entry: Entry): void {
    if (entries.get(key) === entry) entries.delete(key);
    guarded.delete(entry.number);
    entry.abort.abort();
  }

  function dropWhere(isDropped: (entry: Entry) => boolean): void {
    for (const [key, entry] of entries) if (isDropped(entry)) drop(key, entry);
  }

  function makeRoom(): void {
    for (const [key, entry] of entries) {
      if (entries.size < settings.maxClients) return;
      if (entry.running === 0) drop(key, entry);
    }
  }

  function add(key: string, session: CallSession, rank: Rank = 'awaited'): Entry {
    dropWhere(
      (entry) => entry.session.managerId === session.managerId && entry.session.revision <= session.revision,
    );
    makeRoom();
    lastNumber += 1;
    const number = lastNumber;
    const abort = new AbortController();
    // Every request in flight listens to it and stops listening when it ends: many at once are no leak.
    setMaxListeners(0, abort.signal);
    const wire = createWireLog();
    const onWork = () => settings.onWork(session);
    const onWire = (record: WireRecord) => {
      wire.add(record);
      settings.onWire(session, record);
    };
    const { signInOrigin: origin, proxy } = session;
    const client = { origin, proxy, signal: abort.signal, onWire, onDeliver: onWork };
    guarded.set(number, client);
    const { isWaiting, hurry, taken } = turns.take(rank);
    const account = taken.then(async (turn) => {
      entry.turn = undefined;
      client.onDeliver = () => {
        onWork();
        turn.keep();
      };
      entry.endTurn = () => {
        client.onDeliver = onWork;
        turn.leave();
      };
      return signIn({ session, number, wire, onWork, now: settings.now });
    });
    const turn = isWaiting ? taken.then(() => undefined) : undefined;
    const entry: Entry = { session, number, abort, account, turn, hurry, endTurn: () => {}, running: 0 };
    entries.set(key, entry);
    entry.account.catch(() => drop(key, entry));
    return entry;
  }

  async function lend<T>(key: string, entry: Entry, work: (account: Account) => Promise<T>): Promise<T> {
    entries.delete(key);
    entries.set(key, entry);
    entry.hurry();
    entry.running += 1;
    try {
      return await work(await entry.account);
    } finally {
      entry.endTurn();
      entry.running -= 1;
    }
  }

  return {
    async use(session, work) {
      const key = keyOf(session);
      return lend(key, entries.get(key) ?? add(key, session), work);
    },
    async signInAhead(session) {
      const isKnown = [...entries.values()].some((entry) => entry.session.managerId === session.managerId);
      if (isKnown || entries.size >= settings.maxClients) return false;
      const entry = add(keyOf(session), session, 'ahead');
      entry.running += 1;
      try {
        await entry.account;
      } finally {
        entry.running -= 1;
        // Whoever took it over reads within the turn.
        if (entry.running === 0) entry.endTurn();
      }
      return true;
    },
    useKnown(session, work) {
      const key = keyOf(session);
      const entry = entries.get(key);
      return entry && lend(key, entry, work);
    },
    turnOf: (session) => entries.get(keyOf(session))?.turn,
    queueMs: turns.waitMs,
    forget: (managerId) => dropWhere((entry) => entry.session.managerId === managerId),
    ownerOf(tagged) {
      const { number, userAgent } = tagPattern.exec(tagged)?.groups ?? {};
      const client = guarded.get(Number(number));
      return client && userAgent ? { client, userAgent } : undefined;
    },
  };
}

interface SignIn {
  session: CallSession;
  number: number;
  wire: WireLog;
  onWork(): void;
  now(): number;
}

async function signIn({ session, number, wire, onWork, now }: SignIn): Promise<Account> {
  onWork();
  try {
    const client = await createClient({
      auth: session.token,
      integrationName,
      integrationVersion: `${integrationVersion}-${number}`,
    });
    return {
      client,
      session,
      wire,
      onWork,
      titles: { byId: new Map(), kinds: new Map(), failedTries: 0 },
      environments: new Map(),
      seen: createSeenThings(),
      troubled: createTroubledItems(now),
      lastRead: undefined,
    };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw classify(text, wire.since(0));
  }
}

function keyOf({ managerId, revision, token }: CallSession): string {
  return JSON.stringify([managerId, revision, token]);
}
