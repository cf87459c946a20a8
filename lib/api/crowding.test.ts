import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { shedLoad } from './crowding';
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

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}
