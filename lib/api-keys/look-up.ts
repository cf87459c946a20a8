import { database } from '@/lib/platform/database';
import { once } from '@/lib/platform/singleton';
import { type ApiKeyRow, apiKeyIncludes } from './present';

const mostAtOnce = 1_000;

interface Waiting {
  hash: string;
  settle(row: ApiKeyRow | undefined): void;
  fail(error: unknown): void;
}

interface LookUps {
  waiting: Waiting[];
  isReading: boolean;
}

const lookUps = () => once<LookUps>('api-key-look-ups', () => ({ waiting: [], isReading: false }));

/**
 * The row of a key by its hash, revoked ones too. Whatever waits during a look-up is looked up together in the next one: a
 * flood of unknown keys costs one indexed read for many, and a good key waits for two.
 */
export function lookUpApiKey(hash: string): Promise<ApiKeyRow | undefined> {
  return new Promise((settle, fail) => {
    lookUps().waiting.push({ hash, settle, fail });
    if (!lookUps().isReading) void readAll();
  });
}

async function readAll(): Promise<void> {
  const state = lookUps();
  state.isReading = true;
  while (state.waiting.length > 0) await read(state.waiting.splice(0, mostAtOnce));
  state.isReading = false;
}

async function read(batch: readonly Waiting[]): Promise<void> {
  try {
    const hashes = [...new Set(batch.map(({ hash }) => hash))];
    const rows = await database().apiKey.findMany({
      where: { hash: { in: hashes } },
      include: apiKeyIncludes,
    });
    const byHash = new Map(rows.map((row) => [row.hash, row]));
    for (const { hash, settle } of batch) settle(byHash.get(hash));
  } catch (error) {
    for (const { fail } of batch) fail(error);
  }
}
