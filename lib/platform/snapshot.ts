import { randomBytes } from 'node:crypto';
import { renameSync } from 'node:fs';
import { open as openFile, readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { sealContext } from '@/lib/crypto/context';
import { openPlain, seal } from '@/lib/crypto/envelope';
import type { Keyring } from '@/lib/crypto/keyring';
import { SecretValue } from '@/lib/kernel/secret-value';
import { makeFolder } from './make-folder';
import { syncFolder } from './sync-folder';

// What a process needs to answer known reads, in a file, for a start while the database is away (docs/decisions/0199).
// 16 bytes of a random id, then records: 4 bytes of length, and an envelope that is bound to the id and the record's place.

/** One thing of a part. Secrets in it are sealed already. */
export interface SnapshotItem {
  value: unknown;
  /** Where it was in doubt already: how much longer it may be used, in milliseconds. */
  usableForMs?: number;
  /** About how large it is; little unless told. */
  sizeBytes?: number;
}

/** A part of the product that keeps what it knows in snapshots. */
export interface SnapshotPart {
  name: string;
  /** Whether its things are API keys, which have a shorter time. */
  isOfKeys?: boolean;
  /** What it knows, in the order that it is given back in: anything that can be cloned. */
  take(): SnapshotItem[];
  /** Takes one thing back, for use while the database is away, until then (of `performance.now()`). */
  put(value: unknown, usableUntilMs: number): void;
}

/** What holds for all of a snapshot. Times are the machine's, in milliseconds since the epoch. */
export interface SnapshotHead {
  /** Which program made it. Another one may understand it otherwise, so it does not open it. */
  program: string;
  /** The name of the database, and the schema that its tables are in. */
  database: string;
  schema: string;
  /** See Keyring. */
  unversionedTables: readonly string[];
  takenAtMs: number;
  /** Every change until then is in it. */
  certainAtMs: number;
}

export interface Snapshot extends SnapshotHead {
  /** By the name of the part. */
  items: ReadonlyMap<string, readonly SnapshotItem[]>;
}

/** For how long what was known for certain may be used, in milliseconds. */
export interface SnapshotTimes {
  detachedMs: number;
  detachedKeysMs: number;
}

type Piece = { part: string; items: SnapshotItem[] };

const format = 1;
const idLength = 16;
const itemsInRecord = 200;
const recordBytes = 256 * 1024;
const abandonedMs = 10 * 60_000;
/** Clocks of one machine differ by less. */
const leewayMs = 5_000;

/**
 * Writes a snapshot at `path` in place of the one that is there: whole or not at all, and not when `isTrue` says at the end that something
 * was taken away meanwhile. Throws the error of the file system.
 */
export async function writeSnapshot(
  path: string,
  keyring: Keyring,
  head: SnapshotHead,
  parts: readonly SnapshotPart[],
  isTrue: () => boolean = () => true,
): Promise<void> {
  // At one moment; written in pieces, so that nobody waits for all of it.
  const pieces = parts.flatMap(({ name, take }) => piecesOf(name, take()));
  const draft = `${path}.${randomBytes(8).toString('hex')}.new`;
  await makeFolder(dirname(path));
  await removeAbandoned(path);
  const file = await openFile(draft, 'wx', 0o600);
  try {
    const id = randomBytes(idLength);
    await file.appendFile(id);
    for (const [index, record] of [{ ...head, format }, ...pieces, { end: pieces.length }].entries()) {
      await file.appendFile(framed(sealRecord(keyring, id, index, record)));
    }
    await file.sync();
    await file.close();
    if (!isTrue()) return await rm(draft, { force: true });
    // At once: what is taken away from now on removes it.
    renameSync(draft, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/**
 * The snapshot at `path`. Undefined: there is none. Throws what is wrong with it: damaged, sealed by another key, made by another
 * release.
 */
export async function readSnapshot(
  path: string,
  keyring: Keyring,
  program: string,
): Promise<Snapshot | undefined> {
  const bytes = await readFile(path).catch((error) => {
    if (Object(error).code === 'ENOENT') return undefined;
    throw error;
  });
  if (!bytes) return undefined;
  const id = bytes.subarray(0, idLength);
  const records = framesIn(bytes.subarray(idLength)).map((frame, index) =>
    openRecord(keyring, id, index, frame),
  );
  const [head, ...pieces] = records;
  const end = pieces.pop();
  if (Object(head).format !== format || Object(head).program !== program)
    throw new Error('the snapshot is of another release of the program');
  if (Object(end).end !== pieces.length) throw new Error('the snapshot is not whole');
  const items = new Map<string, SnapshotItem[]>();
  for (const piece of pieces.map(asPiece)) {
    const known = items.get(piece.part) ?? [];
    known.push(...piece.items);
    items.set(piece.part, known);
  }
  return { ...asHead(head), items };
}

/**
 * Gives the parts what a snapshot holds, each thing for as long as it could have been used had its process run on. Returns for
 * how long what was certain may be used, in milliseconds; 0: nothing can be read by it, as no API key may be used.
 */
export function putSnapshot(
  snapshot: Snapshot,
  parts: readonly SnapshotPart[],
  times: SnapshotTimes,
): number {
  const { takenAtMs, certainAtMs, items } = snapshot;
  const sinceTakenMs = Date.now() - takenAtMs;
  // A clock that was set back would lengthen every time.
  if (sinceTakenMs < -leewayMs) return 0;
  let hasKeys = false;
  for (const { name, isOfKeys, put } of parts) {
    const usualMs = (isOfKeys ? times.detachedKeysMs : times.detachedMs) - (takenAtMs - certainAtMs);
    for (const { value, usableForMs } of items.get(name) ?? []) {
      const leftMs = Math.min(usualMs, usableForMs ?? Number.POSITIVE_INFINITY) - Math.max(0, sinceTakenMs);
      if (leftMs <= 0) continue;
      hasKeys ||= isOfKeys === true;
      put(value, performance.now() + leftMs);
    }
  }
  return hasKeys ? Math.max(0, times.detachedMs - (takenAtMs - certainAtMs) - Math.max(0, sinceTakenMs)) : 0;
}

function piecesOf(part: string, items: readonly SnapshotItem[]): Piece[] {
  const pieces: Piece[] = [];
  let sizeBytes = 0;
  for (const item of items) {
    const last = pieces.at(-1);
    sizeBytes += item.sizeBytes ?? 0;
    if (last && last.items.length < itemsInRecord && sizeBytes <= recordBytes) last.items.push(item);
    else {
      pieces.push({ part, items: [item] });
      sizeBytes = item.sizeBytes ?? 0;
    }
  }
  return pieces;
}

/** What a process left that ended while it wrote. */
async function removeAbandoned(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(path)}.`) || !name.endsWith('.new')) continue;
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > abandonedMs) await rm(join(folder, name), { force: true });
  }
}

const contextOf = (id: Uint8Array, index: number) =>
  sealContext('snapshot', Buffer.from(id).toString('hex'), 'record', index);

function sealRecord(keyring: Keyring, id: Uint8Array, index: number, record: object): Uint8Array {
  return seal(keyring, new SecretValue(serialize(record).toString('base64')), contextOf(id, index));
}

function openRecord(keyring: Keyring, id: Uint8Array, index: number, sealed: Uint8Array): unknown {
  return deserialize(Buffer.from(openPlain(keyring, sealed, contextOf(id, index)), 'base64'));
}

function framed(bytes: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.byteLength);
  return Buffer.concat([length, bytes]);
}

function framesIn(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const from = at + 4;
    if (from > bytes.length) throw new Error('the snapshot is not whole');
    at = from + bytes.readUInt32BE(at);
    if (at > bytes.length) throw new Error('the snapshot is not whole');
    frames.push(bytes.subarray(from, at));
  }
  return frames;
}

/** Guarantee: the envelope proves that this program, in this release, wrote it as the first record. */
function asHead(record: unknown): SnapshotHead {
  return record as SnapshotHead;
}

/** Guarantee: the same for a record between the first and the last. */
function asPiece(record: unknown): Piece {
  return record as Piece;
}
