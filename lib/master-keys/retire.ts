import { recordEvents } from '@/lib/audit/record';
import { systemCaller } from '@/lib/kernel/caller';
import { transaction } from '@/lib/platform/database';
import { dropKeyChecks, keyring } from '@/lib/platform/keyring';
import { countSealed } from '@/lib/platform/sealed-columns';

/**
 * Lets go of previous keys that seal nothing any more: the next start does not ask for them. Each stands in the audit,
 * by its id. Answers how many.
 */
export async function retireKeys(): Promise<number> {
  return transaction(async (tx) => {
    const used = new Set((await countSealed(tx)).map(({ keyId }) => keyId));
    used.add(keyring().current.id.toString('hex'));
    const retired = await dropKeyChecks(tx, used);
    await recordEvents(
      tx,
      retired.map((keyId) => ({
        caller: systemCaller,
        verb: 'master_key.retired' as const,
        subject: { kind: 'master_key' as const, id: keyId, label: keyId.slice(0, 8) },
      })),
    );
    return retired.length;
  });
}
