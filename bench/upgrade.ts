import { resolve } from 'node:path';
import { referencesOf, startAccount } from './account';
import { readOptions } from './options';
import { serverOfCommit } from './server-of-commit';
import { newServerSettings, removeData, type ServerProcess, startServer } from './server-process';

// An installation of a commit (`--against`), filled through its own API, opened by this build: what resolved goes on
// resolving, with the same values, and what is refused now is in the access report.

const { against = 'f0f61df' } = readOptions();
const account = await startAccount({ vaults: 3, items: 30, fields: 2 });
const references = referencesOf(account, 60, 'ids');
const settings = await newServerSettings(account.address, { file: serverOfCommit(against) });

interface Asked {
  what: string;
  path: string;
  key: string;
  body?: object;
}

/** What each question was answered with: a status, and values in a comparable form. */
type Answers = Map<string, string>;

const old = await startServer(settings);
const asked = await fill(old);
const before = await ask(old, asked);
await old.end('SIGTERM');

const now = await startServer({ ...settings, file: resolve('dist', 'server.mjs') });
const after = await ask(now, asked);
const report = Object(await now.api('GET', '/access/report'));
await now.end('SIGTERM');
await removeData(settings);
await account.close();

const changed = [...before].filter(([what, answer]) => after.get(what) !== answer);
const connections = [...before.keys()].filter((what) => what.startsWith('connection'));
const resolved = connections.filter((what) => before.get(what)?.startsWith('200'));
console.log(`questions: ${before.size}, of which connections: ${connections.length}`);
console.log(
  `connections that resolved before: ${resolved.length}; with the same values now: ${resolved.filter((what) => before.get(what) === after.get(what)).length}`,
);
for (const [what, answer] of changed)
  console.log(`  ${what}: ${short(answer)} → ${short(after.get(what) ?? '')}`);
const kinds = new Map<string, number>();
for (const { kind } of report.items) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
console.log(
  `access report: ${report.items.length} items, ${report.refused} refused`,
  Object.fromEntries(kinds),
);
const isWhole = resolved.length > 0 && resolved.every((what) => before.get(what) === after.get(what));
console.log(isWhole ? 'nothing that resolved has stopped resolving' : 'SOMETHING STOPPED RESOLVING');
process.exitCode = isWhole ? 0 : 1;

async function fill(server: ServerProcess): Promise<Asked[]> {
  const make = async (path: string, body: object) => Object(await server.api('POST', path, body));
  const projects: Record<string, string> = {};
  for (const name of ['A', 'B']) projects[name] = (await make('/projects', { name })).id;
  const config = { serviceAccountToken: account.token };
  const wide = await make('/secret-managers', { name: 'Wide', provider: 'onepassword', config });
  const own = await make('/secret-managers', {
    name: 'Of A',
    provider: 'onepassword',
    scope: 'project',
    projectIds: [projects.A],
    config,
  });
  const scopes = {
    a: { scope: 'project', projectIds: [projects.A] },
    b: { scope: 'project', projectIds: [projects.B] },
    ab: { scope: 'project', projectIds: [projects.A, projects.B] },
    wide: { scope: 'platform' },
  };
  const keys: Record<string, string> = {};
  for (const [name, scope] of Object.entries({ a: scopes.a, b: scopes.b, wide: scopes.wide })) {
    keys[name] = (await make('/api-keys', { name, role: 'workload', ...scope })).key;
  }
  const list: Asked[] = [];
  for (const [at, reference] of references.entries()) {
    const [name, scope] = Object.entries(scopes)[at % 4] ?? ['wide', scopes.wide];
    const secretManagerId = name === 'a' && at % 8 === 0 ? own.id : wide.id;
    const key = `c${at}-${name}`;
    const text = at % 5 === 0 ? { text: 'Bearer {{secret}}' } : {};
    await make('/connections', {
      key,
      name: key,
      app: 'custom',
      ...scope,
      fields: { bound: { secretManagerId, reference, ...text }, typed: { value: `typed ${at}` } },
    });
    for (const [who, text] of Object.entries(keys)) {
      list.push({ what: `connection ${key} by key ${who}`, path: `/connections/${key}/resolve`, key: text });
    }
  }
  for (const [who, key] of Object.entries(keys)) {
    for (const [at, reference] of references.slice(0, 8).entries()) {
      const body = { secretManagerId: wide.id, references: [reference] };
      list.push({ what: `reference ${at} by key ${who}`, path: '/references/resolve', key, body });
    }
  }
  return list;
}

async function ask(server: ServerProcess, list: readonly Asked[]): Promise<Answers> {
  const answers: Answers = new Map();
  for (const { what, path, key, body } of list) {
    try {
      const answer = Object(await server.api('POST', path, body, key));
      answers.set(what, `200 ${JSON.stringify(answer.fields ?? valuesOf(answer.results))}`);
    } catch (error) {
      answers.set(what, /answered (\d+)/.exec(String(error))?.[1] ?? String(error));
    }
  }
  return answers;
}

function valuesOf(results: readonly { value?: string; error?: { code: string } }[]): unknown {
  return results.map(({ value, error }) => value ?? error?.code);
}

function short(answer: string): string {
  return answer.startsWith('200') && !answer.includes('secret_') ? '200' : answer;
}
