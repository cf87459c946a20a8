import { expect, it } from 'vitest';
import { highestSeen, noteSeen } from '@/lib/platform/seen-versions';
import { entryOf } from './table';

type Row = Parameters<typeof entryOf>[0];

const row = (more: Partial<Row>): Row => ({
  id: 'e',
  key: 'k',
  subject: 's',
  secretManagerId: 'm',
  revision: 1,
  reference: 'op://v/i/f',
  boundReference: null,
  shownReference: 'op://V/I/F',
  titles: { vault: 'V', item: 'I', field: 'F' },
  fieldType: 'Concealed',
  state: 'value',
  sealedValue: new Uint8Array([2, 0]),
  sealedVersion: 5n,
  fingerprint: null,
  absentCode: null,
  absentMessage: null,
  absentCount: 0,
  absentSince: null,
  fetchedAt: new Date(0),
  changedAt: null,
  itemVersion: 1,
  itemUpdatedAt: null,
  generation: 5n,
  lastErrorCode: null,
  lastErrorAt: null,
  lastReadAt: null,
  lastReadBy: null,
  hits: 0,
  createdAt: new Date(0),
  ...more,
});

it('a row of a state or a cause that is not known is nothing, nor is a value without its names', () => {
  expect(entryOf(row({ key: 'a' }))).toMatchObject({ state: 'value', boundReference: 'op://v/i/f' });
  for (const odd of [{ state: 'other' }, { sealedValue: null }, { titles: null }, { titles: { vault: 1 } }]) {
    expect(entryOf(row({ key: 'a', ...odd }))).toBeUndefined();
  }
  const absent = { key: 'b', state: 'absent', sealedValue: null } as const;
  expect(entryOf(row({ ...absent, absentCode: 'no such code' }))).toBeUndefined();
  expect(entryOf(row({ ...absent, absentCode: 'secret_not_found' }))).toMatchObject({ state: 'absent' });
});

it('an older value than this process has seen is nothing, and an absence counts as seen', () => {
  noteSeen('cache_entry', 'c', 6n);
  expect(entryOf(row({ key: 'c' }))).toBeUndefined();
  entryOf(row({ key: 'd', state: 'absent', absentCode: 'secret_not_found', generation: 9n }));
  expect(highestSeen('cache_entry', 'd')).toBe(9n);
  expect(entryOf(row({ key: 'd', sealedVersion: 8n }))).toBeUndefined();
});
