import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { noInputSchema } from '@/lib/kernel/ids';
import { clock } from '@/lib/platform/clock';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { type KeyDefaults, keyDefaultsSchema } from './schema';

const settingName = 'api-key-defaults';
const dayMs = 24 * 3_600_000;
const usual: KeyDefaults = { expiresAfterDays: 365 };

/** After how long a new key ends that says nothing about it. Throws `forbidden`. */
export const getKeyDefaults = verb({
  name: 'getKeyDefaults',
  right: 'api-key:read',
  input: noInputSchema,
  audit: [],
  run: async (): Promise<KeyDefaults> => readDefaults(database()),
});

/** Sets it, for keys that are made from now on. Throws `forbidden`, `invalid_input`. */
export const setKeyDefaults = verb({
  name: 'setKeyDefaults',
  right: 'setting:write',
  input: keyDefaultsSchema,
  audit: ['setting.changed'],
  run: async ({ caller, input }): Promise<KeyDefaults> => {
    requireMay(caller, 'setting:write', null);
    await transaction(async (tx) => {
      const before = await readDefaults(tx);
      await tx.setting.upsert({
        where: { name: settingName },
        create: { name: settingName, value: input },
        update: { value: input },
      });
      await recordEvent(tx, {
        caller,
        verb: 'setting.changed',
        subject: { kind: 'setting', id: settingName, label: settingName },
        details: { before: before.expiresAfterDays, after: input.expiresAfterDays },
      });
    });
    return input;
  },
});

/** When a key ends that is made now and says nothing about it. */
export async function expiryOfNewKeys(tx: Transaction): Promise<Date | null> {
  const { expiresAfterDays } = await readDefaults(tx);
  return expiresAfterDays === null ? null : new Date(clock().now() + expiresAfterDays * dayMs);
}

async function readDefaults(client: Pick<Transaction, 'setting'>): Promise<KeyDefaults> {
  const row = await client.setting.findUnique({ where: { name: settingName } });
  const stored = keyDefaultsSchema.safeParse(row?.value);
  return stored.success ? stored.data : usual;
}
