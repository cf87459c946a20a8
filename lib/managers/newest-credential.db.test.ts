import { expect, it } from 'vitest';
import { admin } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { database } from '@/lib/platform/database';
import { publishLocally } from '@/lib/platform/invalidation';
import { dropSingleton } from '@/lib/platform/singleton';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { loadManager, sessionOf } from './load';
import { updateManager } from './update';

useTestDatabase();
const account = useTestAccount();

/** The credential as it is loaded from the database now. */
async function credentialOf({ manager }: Desk): Promise<string | undefined> {
  publishLocally({ topic: 'secret-manager', id: manager.id });
  const loaded = await loadManager(manager.id);
  return loaded && textOfSecret(sessionOf(loaded).credential);
}

async function replaceToken({ manager, vaultId }: Desk): Promise<string> {
  const { token } = account.sandbox.mintToken({ vaults: [vaultId] });
  const patch = { config: { serviceAccountToken: token } };
  await updateManager({ caller: admin, input: { id: manager.id, patch } });
  return token;
}

const columnsOf = ({ manager }: Desk) =>
  database().secretManager.findUniqueOrThrow({
    where: { id: manager.id },
    select: { sealedCredential: true, credentialRevision: true },
  });

const putBack = ({ manager }: Desk, data: Partial<Awaited<ReturnType<typeof columnsOf>>>) =>
  database().secretManager.update({ where: { id: manager.id }, data });

it('an older sealed credential that is put back does not open beside the present revision', async () => {
  const desk = await connectDesk(account.sandbox, {});
  const { sealedCredential } = await columnsOf(desk);
  await replaceToken(desk);
  await putBack(desk, { sealedCredential });
  await expect(credentialOf(desk)).rejects.toMatchObject({ inside: 'a sealed value cannot be opened' });
  // That holds for a process that has seen nothing, too.
  dropSingleton('seen-versions: secret_manager');
  await expect(credentialOf(desk)).rejects.toMatchObject({ inside: 'a sealed value cannot be opened' });
});

it('an older credential that is put back with its revision is refused by a process that saw the newer one', async () => {
  const desk = await connectDesk(account.sandbox, {});
  const older = await columnsOf(desk);
  const token = await replaceToken(desk);
  expect(await credentialOf(desk)).toBe(token);
  await putBack(desk, older);
  await expect(credentialOf(desk)).rejects.toMatchObject({ code: 'internal' });
  // Replacing the token mends it: its revision is above what was seen.
  const next = await replaceToken(desk);
  expect(await credentialOf(desk)).toBe(next);
  expect((await columnsOf(desk)).credentialRevision).toBe(3);
});

it('a revision that no envelope proves is not taken for the newest one', async () => {
  const desk = await connectDesk(account.sandbox, {});
  await putBack(desk, { credentialRevision: 900 });
  await expect(credentialOf(desk)).rejects.toMatchObject({ inside: 'a sealed value cannot be opened' });
  await putBack(desk, { credentialRevision: 1 });
  expect(await credentialOf(desk)).toBe(desk.token.token);
});

it('two tokens that are replaced at once are each sealed to the revision that they began', async () => {
  const desk = await connectDesk(account.sandbox, {});
  const tokens = await Promise.all([replaceToken(desk), replaceToken(desk), replaceToken(desk)]);
  expect(tokens).toContain(await credentialOf(desk));
  expect((await columnsOf(desk)).credentialRevision).toBe(4);
});
