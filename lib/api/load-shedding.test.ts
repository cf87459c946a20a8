import { connect } from 'node:net';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { shareLoad, shedLoad } from './load-shedding';
import { answerProblems } from './problem';

it('refuses with 503 and Retry-After what comes beyond the limit, and takes requests again as soon as one is done', async () => {
  const app = Fastify();
  answerProblems(app);
  shedLoad(app, 2);
  const finish: (() => void)[] = [];
  app.get('/slow', () => new Promise((resolve) => finish.push(() => resolve({ done: true }))));
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  try {
    const held = [fetch(`${address}/slow`), fetch(`${address}/slow`)];
    await until(() => finish.length === 2);
    const refused = await fetch(`${address}/slow`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ code: 'overloaded' });
    for (const each of finish.splice(0)) each();
    for (const answer of await Promise.all(held)) expect(await answer.json()).toEqual({ done: true });
    const next = fetch(`${address}/slow`);
    await until(() => finish.length === 1);
    finish[0]?.();
    expect((await next).status).toBe(200);
  } finally {
    await app.close();
  }
});

it('gives the place of a caller that goes away to the next one', async () => {
  const app = Fastify();
  shedLoad(app, 1);
  let asked = 0;
  app.get('/slow', () => {
    asked += 1;
    return asked === 1 ? new Promise(() => undefined) : { done: true };
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  try {
    const abort = new AbortController();
    const left = fetch(`${address}/slow`, { signal: abort.signal }).catch(() => 'left');
    await until(() => asked === 1);
    abort.abort();
    expect(await left).toBe('left');
    let status = 0;
    await until(async () => {
      status = (await fetch(`${address}/slow`)).status;
      return status === 200;
    });
    expect(status).toBe(200);
  } finally {
    await app.close();
  }
});

it('leaves places to others, whatever one caller asks', async () => {
  const app = Fastify();
  answerProblems(app);
  app.addHook('onRequest', async (request) => {
    const id = String(request.headers.caller);
    request.caller = { kind: 'api-key', id, label: id, role: 'workload', projects: [], connections: [] };
  });
  shareLoad(app, 2);
  const finish: (() => void)[] = [];
  app.get('/slow', () => new Promise((resolve) => finish.push(() => resolve({ done: true }))));
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const ask = (caller: string) => fetch(`${address}/slow`, { headers: { caller } });
  try {
    const held = [ask('greedy'), ask('greedy')];
    await until(() => finish.length === 2);
    expect((await ask('greedy')).status).toBe(503);
    const other = ask('other');
    await until(() => finish.length === 3);
    for (const each of finish.splice(0)) each();
    for (const answer of await Promise.all([...held, other])) expect(answer.status).toBe(200);
    const again = ask('greedy');
    await until(() => finish.length === 1);
    finish[0]?.();
    expect((await again).status).toBe(200);
  } finally {
    await app.close();
  }
});

it('does not count answers that wait behind a slow one on the same connection', async () => {
  const app = Fastify();
  shedLoad(app, 2);
  const finish: (() => void)[] = [];
  app.get('/slow', () => new Promise((resolve) => finish.push(() => resolve({ done: true }))));
  let quick = 0;
  app.get('/quick', () => {
    quick += 1;
    return { done: true };
  });
  const address = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const socket = connect(Number(address.port), address.hostname);
  const line = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  try {
    socket.write(line('/slow') + line('/quick').repeat(5));
    await until(() => finish.length === 1 && quick >= 1);
    await until(async () => (await fetch(new URL('/quick', address))).status === 200);
    finish[0]?.();
  } finally {
    socket.destroy();
    await app.close();
  }
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}
