import { credentialColumns, credentialContext } from '@/lib/managers/credential';
import { database, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { batchSize, newestHead, openStored } from './resealed';

interface Row {
  id: string;
  revision: number;
  sealed: Uint8Array<ArrayBuffer>;
}

/** Reseals credentials of secret managers, and marks them by the new key. A `ResealBatch`. */
export async function resealCredentials(afterId: string): Promise<string | undefined> {
  const rows = await database().$queryRaw<Row[]>`
    SELECT id, credential_revision AS revision, sealed_credential AS sealed FROM secret_manager
    WHERE id > ${afterId} AND substring(sealed_credential from 1 for 9) <> ${newestHead()}
    ORDER BY id LIMIT ${batchSize}`;
  for (const { id, revision, sealed } of rows) {
    const credential = openStored(sealed, credentialContext(id, revision), 'sealed_credential');
    if (!credential) continue;
    const columns = credentialColumns(id, revision, credential);
    await transaction(async (tx) => {
      const where = { id, sealedCredential: new Uint8Array(sealed) };
      const { count } = await tx.secretManager.updateMany({ where, data: columns });
      if (count > 0) await publishInTransaction(tx, { topic: 'secret-manager', id });
    });
    publishLocally({ topic: 'secret-manager', id });
  }
  return rows.at(-1)?.id;
}
