import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { asLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import {
  explainEmbeddedError,
  explainServerError,
  foreseenTrouble,
  savedIfPossible,
  storageTrouble,
  troubleOfFile,
} from './storage-trouble';

const room = mkdtempSync(join(tmpdir(), 'latchkey-room-'));
afterAll(() => rmSync(room, { recursive: true }));

const error = (code: string) => Object.assign(new Error('canary'), { code });
const codeOf = (thing: unknown) => asLatchkeyError(thing).code;

describe('what keeps a database from saving', () => {
  it('is nothing where there is room', async () => {
    expect(foreseenTrouble(room)).toBeUndefined();
    expect(await storageTrouble(room)).toBeUndefined();
  });

  it.each([
    ['ENOSPC', 'storage_full'],
    ['EDQUOT', 'storage_full'],
    ['EROFS', 'storage_read_only'],
    ['EACCES', 'storage_read_only'],
    ['ENOENT', undefined],
  ])('is told by the error %s of a file', (code, trouble) => {
    expect(troubleOfFile(error(code))).toBe(trouble);
  });

  it('is told by a server’s SQLSTATE; other errors stay as they are', () => {
    expect(codeOf(explainServerError(error('53100')))).toBe('storage_full');
    expect(codeOf(explainServerError(error('25006')))).toBe('storage_read_only');
    const own = error('23505');
    expect(explainServerError(own)).toBe(own);
  });

  it('is told of the embedded database by its folder, where the error may come from that', async () => {
    expect(codeOf(await explainEmbeddedError(error('53100'), room))).toBe('storage_full');
    const own = error('23505');
    expect(await explainEmbeddedError(own, '/proc')).toBe(own);
    const refused = new LatchkeyError('storage_read_only');
    // Prisma would take an error with a code for one of its own.
    expect(await explainEmbeddedError(refused, room)).toMatchObject({ cause: refused });
  });

  it('leaves out what a read notes beside its answer, and nothing else', async () => {
    await savedIfPossible(Promise.reject(explainServerError(error('53100'))));
    await expect(savedIfPossible(Promise.reject(error('23505')))).rejects.toThrow('canary');
  });
});
