import { availableParallelism } from 'node:os';
import { referencesOf, startAccount } from './account';
import { type Desk, makeConnection, setUpDesk } from './desk';
import { cpuMs, memoryMb } from './load';
import { printMachine } from './machine';
import { quantile } from './numbers';
import { readOptions } from './options';
import { newServerSettings, removeData, startServer } from './server-process';
import { printTable, ratio } from './table';

// The first call of each of many secret managers, all at once after a start with nothing cached. See README.md.

const { isQuick, rounds } = readOptions();
const most = rounds ?? (isQuick ? 40 : 200);

printMachine();
const account = await startAccount({ vaults: 1, items: 1, fields: 1 });
// The product's own deadline.
const env = { LATCHKEY_SIGN_IN_HOSTS: account.address, LATCHKEY_PROVIDER_TIMEOUT_MS: '10000' };
const settings = await newServerSettings(account.address, { env });
const server = await startServer(settings);
const desk = await setUpDesk(server, account);
for (let at = 0; at < most; at += 1) {
  const minted = await account.control('/tokens', { name: `account ${at}`, vaults: [account.vaults[0]?.id] });
  const token: unknown = Object(minted).token;
  const manager = await server.api('POST', '/secret-managers', {
    name: `Account ${at}`,
    provider: 'onepassword',
    config: { serviceAccountToken: token },
  });
  const of: Desk = { ...desk, secretManagerId: String(Object(manager).id) };
  await makeConnection(server, of, `c${at}`, referencesOf(account, 1, 'ids'));
}
await server.end();

const one = await firstCalls(1);
const rows = [];
for (const count of isQuick ? [most] : [40, most]) {
  const { answered, codes, wallMs, p50Ms, cpu, accountCpu, grownMb } = await firstCalls(count);
  rows.push([
    count,
    answered,
    codes.join(' ') || 'none',
    p50Ms,
    wallMs,
    cpu,
    accountCpu,
    ratio(wallMs, (cpu + accountCpu) / availableParallelism()),
    grownMb / count,
  ]);
}
printTable(
  `First calls at once after a start, nothing cached; one alone takes ${Math.round(one.wallMs)} ms, ${one.cpu} ms of processor and ${one.accountCpu} ms at the account`,
  [
    'secret managers',
    'answered',
    'refused',
    'p50 ms',
    'all ms',
    'processor ms',
    'at the account ms',
    'of that on all cores',
    'MB for each',
  ],
  rows,
);
await removeData(settings);
await account.close();

async function firstCalls(count: number) {
  const server = await startServer(settings);
  const { pid } = server.child;
  await server.api('POST', '/cache/clear', { filter: {} });
  const [cpuBefore, accountBefore, memoryBefore] = [cpuMs(pid), cpuMs(account.child.pid), memoryMb(pid)];
  const beganAtMs = performance.now();
  const answers = await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const response = await fetch(`${server.origin}/api/v1/connections/c${at}/resolve`, {
        method: 'POST',
        headers: { authorization: `Bearer ${desk.workloadKey}` },
      });
      const answer: { code?: string } = await response.json();
      return { code: response.ok ? undefined : answer.code, tookMs: performance.now() - beganAtMs };
    }),
  );
  const wallMs = performance.now() - beganAtMs;
  const refused = answers.flatMap(({ code }) => code ?? []);
  const measured = {
    answered: count - refused.length,
    codes: [...new Set(refused)],
    wallMs,
    p50Ms: quantile(
      answers.map(({ tookMs }) => tookMs),
      0.5,
    ),
    cpu: cpuMs(pid) - cpuBefore,
    accountCpu: cpuMs(account.child.pid) - accountBefore,
    grownMb: memoryMb(pid) - memoryBefore,
  };
  await server.end();
  return measured;
}
