import { admin, readerOf } from '@/lib/connections/testing/callers';
import { manualClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { resolveReferences } from '@/lib/secrets/resolve';
import { type Account, referencesOf, startAccount } from './account';
import { printMachine } from './machine';
import { connect, openProduct } from './product';
import { type Cell, printTable } from './table';

// Mistakes asked for ten times a second during twenty simulated minutes: what they cost upstream. See README.md.

const stepMs = 100;
const minutes = 20;
const asks = (minutes * 60_000) / stepMs;

printMachine();
const time = manualClock(Date.now());
setClock(time);
const account = await startAccount({ vaults: 1, items: 10, fields: 2 });
const product = await openProduct({ signInHosts: [account.address] });
const good = await connect(account.token);
const revoked = await secondToken(account);
const refused = await connect(revoked.token);
const [known = ''] = referencesOf(account, 1, 'ids');
const missingItem = known.replace(/\/[a-z2-7]{26}\/f0$/, `/${'a'.repeat(26)}/f0`);
const missingField = known.replace(/f0$/, 'nothing');
await account.control('/tokens/revoke', { serviceAccountId: revoked.serviceAccountId });

const rows: Cell[][] = [
  await storm('a token that was revoked', refused.id, known),
  await storm('an item that does not exist, by id', good.id, missingItem),
  await storm('an item that does not exist, by name', good.id, 'op://Vault 0/No such item/Field 0'),
  await storm('a field that does not exist', good.id, missingField),
  await storm('a vault that does not exist, by name', good.id, 'op://No such vault/Item 0/Field 0'),
];
for (const [title, fault] of Object.entries({
  'every answer is 429, Retry-After 60': { kind: 'status', status: 429, headers: { 'Retry-After': '60' } },
  'every answer is 429, nothing said': { kind: 'status', status: 429 },
  'every answer is 503': { kind: 'status', status: 503 },
})) {
  await account.control('/faults', fault);
  rows.push(await storm(title, good.id, known));
  await account.control('/faults/clear', {});
  // The breaker that this opened must not stop the next one.
  time.advance(2 * 3_600_000);
  await ask(good.id, known);
}
printTable(
  `Asked ${asks.toLocaleString('en')} times in ${minutes} simulated minutes`,
  ['what is wrong', 'answered with', 'requests upstream', 'without a cache', 'goal'],
  rows,
);
await product.close();
await account.close();

async function secondToken({ control }: Account): Promise<{ token: string; serviceAccountId: string }> {
  const answer: { token?: string; serviceAccountId?: string } = Object(
    await control('/tokens', { name: 'second' }),
  );
  return { token: answer.token ?? '', serviceAccountId: answer.serviceAccountId ?? '' };
}

async function storm(title: string, secretManagerId: string, reference: string): Promise<Cell[]> {
  await clearEntries({ caller: admin, input: { secretManagerId } });
  await account.clearLog();
  const codes = new Map<string, number>();
  for (let at = 0; at < asks; at += 1) {
    const code = await ask(secretManagerId, reference);
    codes.set(code, (codes.get(code) ?? 0) + 1);
    time.advance(stepMs);
  }
  const said = [...codes].map(([code, count]) => (codes.size === 1 ? code : `${code} ×${count}`)).join(', ');
  const requests = await account.total();
  const isGoal = codes.has('provider_denied') || codes.has('secret_not_found');
  const goal = requests <= 20 ? '≤ 20: met' : '≤ 20: MISSED';
  return [title, said, requests, `${asks.toLocaleString('en')} or more`, isGoal ? goal : 'none set'];
}

async function ask(secretManagerId: string, reference: string): Promise<string> {
  const { results } = await resolveReferences({
    caller: readerOf({ id: secretManagerId }),
    input: { secretManagerId, references: [reference] },
  });
  const [result] = results;
  if (!result) return 'nothing';
  return result.ok ? `value, ${result.state}` : result.error.code;
}
