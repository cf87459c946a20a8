import { systemCaller } from '@/lib/kernel/caller';
import { closeDatabase, openDatabase } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { openKeyring } from '@/lib/platform/keyring';
import { makeResetLink } from '@/lib/users/reset-link';

/** `npm run reset-password -- <e-mail>`: prints a one-time link, for an admin who is locked out. */
async function main(email: string | undefined): Promise<void> {
  if (!email) throw new Error('Name the person: npm run reset-password -- name@example.com');
  const settings = env();
  await openDatabase(settings);
  await openKeyring(settings);
  const { url } = await makeResetLink({ caller: systemCaller, input: { email } });
  process.stdout.write(
    `${email} sets a new password with this link; it works once, for a day:\n  ${url}\nIt opens as soon as Latchkey runs.\n`,
  );
}

await main(process.argv[2])
  .catch((error: unknown) => {
    process.stderr.write(`\nNo link was made. ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => closeDatabase());
