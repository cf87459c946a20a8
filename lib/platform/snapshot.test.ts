import { createSecretKey } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeKeyring } from '@/lib/crypto/keyring';
import {
  putSnapshot,
  readSnapshot,
  type SnapshotHead,
  type SnapshotItem,
  type SnapshotPart,
  writeSnapshot,
} from './snapshot';

const keysOf = (byte: number, ...before: number[]) =>
  makeKeyring(
    createSecretKey(Buffer.alloc(32, byte)),
    before.map((each) => createSecretKey(Buffer.alloc(32, each))),
  );
const keys = keysOf(1);
const times = { detachedMs: 60_000, detachedKeysMs: 10_000 };
let folder = '';
const path = () => join(folder, 'data', 'reads.snapshot');
const headAt = (ageMs: number): SnapshotHead => ({
  program: 'this one',
  database: 'latchkey',
  schema: 'public',
  unversionedTables: [],
  takenAtMs: Date.now() - ageMs,
  certainAtMs: Date.now() - ageMs,
});

function part(name: string, items: SnapshotItem[] = [], isOfKeys = false) {
  const given: { value: unknown; leftMs: number }[] = [];
  const own: SnapshotPart = {
    name,
    isOfKeys,
    take: () => items,
    put: (value, usableUntilMs) => void given.push({ value, leftMs: usableUntilMs - performance.now() }),
  };
  return { ...own, given };
}

/** Writes a snapshot of that age with these things, and gives a new part what it holds. */
async function handedOver(items: SnapshotItem[], { ageMs = 0, uncertainMs = 0, isOfKeys = false } = {}) {
  const head = headAt(ageMs);
  await writeSnapshot(path(), keys, { ...head, certainAtMs: head.certainAtMs - uncertainMs }, [
    part('things', items),
  ]);
  const snapshot = await readSnapshot(path(), keys, 'this one');
  const taking = part('things', [], isOfKeys);
  const usableForMs = snapshot ? putSnapshot(snapshot, [taking], times) : 0;
  return { ...taking, usableForMs };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-snapshot-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

describe('a snapshot', () => {
  it('gives back what it was given, however much, and in order', async () => {
    const value = {
      number: 12n,
      bytes: new Uint8Array([0, 255]),
      map: new Map([['a', new Date(5)]]),
      none: null,
    };
    const items = Array.from({ length: 1_001 }, (_, at) => ({ value: { ...value, at } }));
    const { given } = await handedOver(items);
    expect(given.map((each) => each.value)).toEqual(items.map((each) => each.value));
  });

  it('is none where there is none', async () => {
    expect(await readSnapshot(path(), keys, 'this one')).toBeUndefined();
  });

  it('shows nothing without the master key, and opens under a previous one', async () => {
    await writeSnapshot(path(), keys, headAt(0), [part('things', [{ value: 'canary' }])]);
    const bytes = await readFile(path());
    expect(bytes.includes('canary')).toBe(false);
    expect(bytes.includes(Buffer.from('canary').toString('base64').slice(0, 6))).toBe(false);
    await expect(readSnapshot(path(), keysOf(2), 'this one')).rejects.toThrow();
    expect(await readSnapshot(path(), keysOf(2, 1), 'this one')).toBeDefined();
  });

  it('is refused where any byte of it is another, or some are missing', async () => {
    await writeSnapshot(path(), keys, headAt(0), [part('things', [{ value: 1 }, { value: 2 }])]);
    const whole = await readFile(path());
    for (let at = 0; at < whole.length; at += 7) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await writeFile(path(), bytes);
      await expect(readSnapshot(path(), keys, 'this one'), `byte ${at}`).rejects.toThrow();
    }
    for (let length = 0; length < whole.length; length += 11) {
      await writeFile(path(), whole.subarray(0, length));
      await expect(readSnapshot(path(), keys, 'this one'), `${length} bytes`).rejects.toThrow();
    }
  });

  it('is refused where a whole record is left out', async () => {
    await writeSnapshot(path(), keys, headAt(0), [part('one', [{ value: 1 }]), part('two', [{ value: 2 }])]);
    const bytes = await readFile(path());
    const frames: Buffer[] = [];
    for (let at = 16; at < bytes.length; ) {
      const end = at + 4 + bytes.readUInt32BE(at);
      frames.push(bytes.subarray(at, end));
      at = end;
    }
    for (const left of [
      frames.slice(0, -1),
      frames.toSpliced(1, 1),
      frames.toSpliced(1, 2, ...frames.slice(1, 3).reverse()),
    ]) {
      await writeFile(path(), Buffer.concat([bytes.subarray(0, 16), ...left]));
      await expect(readSnapshot(path(), keys, 'this one')).rejects.toThrow();
    }
  });

  it('is not understood by another program', async () => {
    await writeSnapshot(path(), keys, headAt(0), []);
    await expect(readSnapshot(path(), keys, 'another one')).rejects.toThrow('another release');
  });

  it('lengthens no time: neither its own age nor what was uncertain before is forgotten', async () => {
    const [aged] = (await handedOver([{ value: 1 }], { ageMs: 20_000, uncertainMs: 15_000 })).given;
    expect(aged?.leftMs).toBeLessThanOrEqual(25_000);
    expect(aged?.leftMs).toBeGreaterThan(20_000);
    const [doubted] = (await handedOver([{ value: 1, usableForMs: 8_000 }], { ageMs: 3_000 })).given;
    expect(doubted?.leftMs).toBeLessThanOrEqual(5_000);
    expect((await handedOver([{ value: 1 }], { ageMs: 61_000 })).given).toEqual([]);
    expect((await handedOver([{ value: 1, usableForMs: 1_000 }], { ageMs: 2_000 })).given).toEqual([]);
  });

  it('keeps API keys for their own, shorter time', async () => {
    expect((await handedOver([{ value: 1 }], { ageMs: 11_000 })).given).toHaveLength(1);
    expect((await handedOver([{ value: 1 }], { ageMs: 11_000, isOfKeys: true })).given).toEqual([]);
    const [young] = (await handedOver([{ value: 1 }], { ageMs: 4_000, isOfKeys: true })).given;
    expect(young?.leftMs).toBeLessThanOrEqual(6_000);
  });

  it('can be used for as long as what was certain in it, where an API key can be used at all', async () => {
    const keys = { isOfKeys: true };
    const { usableForMs } = await handedOver([{ value: 1 }], { ...keys, ageMs: 4_000, uncertainMs: 1_000 });
    expect(usableForMs).toBeLessThanOrEqual(55_000);
    expect(usableForMs).toBeGreaterThan(50_000);
    for (const options of [{}, { ...keys, ageMs: 11_000 }])
      expect((await handedOver([{ value: 1 }], options)).usableForMs).toBe(0);
  });

  it('is not written where something was taken away meanwhile', async () => {
    await writeSnapshot(path(), keys, headAt(0), [part('things', [{ value: 1 }])]);
    await writeSnapshot(path(), keys, headAt(0), [part('things', [{ value: 2 }])], () => false);
    expect((await readSnapshot(path(), keys, 'this one'))?.items.get('things')).toEqual([{ value: 1 }]);
    expect(await readdir(join(folder, 'data'))).toEqual(['reads.snapshot']);
  });

  it('is not used where the clock stands before it was taken: it would be young for ever', async () => {
    expect((await handedOver([{ value: 1 }], { ageMs: -60_000 })).given).toEqual([]);
    expect((await handedOver([{ value: 1 }], { ageMs: -1_000 })).given).toHaveLength(1);
  });

  it('takes the place of the one before, leaves nothing beside it, and is for this user alone', async () => {
    await writeSnapshot(path(), keys, headAt(0), [part('things', [{ value: 1 }])]);
    const abandoned = `${path()}.0123.new`;
    const underWay = `${path()}.4567.new`;
    for (const each of [abandoned, underWay]) await writeFile(each, 'half');
    await utimes(abandoned, 0, 0);
    await writeSnapshot(path(), keys, headAt(0), [part('things', [{ value: 2 }])]);
    expect((await readSnapshot(path(), keys, 'this one'))?.items.get('things')).toEqual([{ value: 2 }]);
    expect((await readdir(join(folder, 'data'))).sort()).toEqual([
      'reads.snapshot',
      'reads.snapshot.4567.new',
    ]);
  });

  it('leaves the one before where it cannot be written', async () => {
    await writeSnapshot(path(), keys, headAt(0), [part('things', [{ value: 1 }])]);
    const failing = writeSnapshot(path(), keys, headAt(0), [part('things', [{ value: () => 1 }])]);
    await expect(failing).rejects.toThrow();
    expect(await readdir(join(folder, 'data'))).toEqual(['reads.snapshot']);
    expect((await readSnapshot(path(), keys, 'this one'))?.items.get('things')).toEqual([{ value: 1 }]);
  });
});
