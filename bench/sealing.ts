import { createSecretKey, randomBytes } from 'node:crypto';
import { sealContext } from '@/lib/crypto/context';
import { open, prepareOpening, seal } from '@/lib/crypto/envelope';
import { makeKeyring } from '@/lib/crypto/keyring';
import { sealerAsBefore } from '@/lib/crypto/testing/seal-as-before';
import { SecretValue } from '@/lib/kernel/secret-value';
import { printMachine } from './machine';
import { median } from './numbers';
import { readOptions } from './options';
import { type Cell, printTable, ratio } from './table';

// What sealing and opening cost in envelopes of version 2, beside version 1 and beside a key for each envelope. See README.md.

const { isQuick, rounds = isQuick ? 24 : 240 } = readOptions();
const times = 1_000;
// More than a keyring keeps derived, so that opening with a key each derives it every time.
const keysEach = 12_000;
const masterKey = createSecretKey(randomBytes(32));
const keyring = makeKeyring(masterKey);
keyring.unversionedTables.add('cache_entry');
const keyEach = makeKeyring(masterKey, [], { sealsPerSubkey: 1 });
const sealBefore = sealerAsBefore(masterKey);
const rowId = randomBytes(32).toString('base64url');
const place = () => sealContext('cache_entry', rowId, 'sealed_value', 12_345_678n);

let opened = 0;

printMachine();
for (const sizeBytes of [40, 2_000]) {
  const text = randomBytes(sizeBytes / 2).toString('hex');
  const secret = new SecretValue(text);
  const before = sealBefore(text, ['cache_entry', rowId, 'sealed_value']);
  const after = seal(keyring, secret, place());
  const many = Array.from({ length: keysEach }, () => seal(keyEach, secret, place()));
  const preparedBefore = prepareOpening(keyring, before, place());
  const preparedAfter = prepareOpening(keyring, after, place());
  const ways: [string, () => unknown][] = [
    ['seal, version 1', () => sealBefore(text, ['cache_entry', rowId, 'sealed_value'])],
    ['seal, version 2', () => seal(keyring, secret, place())],
    ['seal, a key each', () => seal(keyEach, secret, place())],
    ['open, version 1', () => open(keyring, before, place())],
    ['open, version 2', () => open(keyring, after, place())],
    ['open, a key each', () => open(keyEach, nextOf(many), place())],
    ['open again, version 1', () => preparedBefore()],
    ['open again, version 2', () => preparedAfter()],
  ];
  const measured = new Map<string, number[]>(ways.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // Each goes first once: what one leaves to the garbage collector, the next one pays.
    const turned = [...ways.slice(round % ways.length), ...ways.slice(0, round % ways.length)];
    for (const [name, work] of turned) measured.get(name)?.push(microsecondsOf(work));
  }
  const rows = ways.map(([name]): Cell[] => {
    const own = measured.get(name) ?? [];
    const first = measured.get(`${name.split(',')[0]}, version 1`) ?? [];
    return [name, median(own), ratio(median(own), median(first))];
  });
  printTable(
    `${sizeBytes} bytes, medians of ${rounds} rounds of ${times.toLocaleString('en')}`,
    ['', 'µs', 'of version 1'],
    rows,
  );
}

function nextOf(envelopes: readonly Uint8Array[]): Uint8Array {
  opened += 1;
  return envelopes[opened % envelopes.length] ?? new Uint8Array();
}

function microsecondsOf(work: () => unknown): number {
  const startedMs = performance.now();
  for (let at = 0; at < times; at += 1) work();
  return ((performance.now() - startedMs) * 1_000) / times;
}
