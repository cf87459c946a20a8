// Node: fetch for the job, http with a keep-alive agent for the kept connection.
import { Agent, request } from 'node:http';

const { LATCHKEY_ORIGIN: origin, LATCHKEY_KEY: key, LATCHKEY_EXPECTED: expected } = process.env;
const { LATCHKEY_CONNECTION: connection } = process.env;
const headers = { Authorization: `Bearer ${key}` };
const timeoutMs = 20_000;

function check(name, isRight, detail) {
  console.log(`${name}\t${isRight ? 'ok' : `wrong: ${detail}`}`);
}

function ask(method, path, { body, more = {} } = {}) {
  return fetch(`${origin}${path}`, {
    method,
    headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}), ...more },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
}

async function job() {
  const list = await ask('GET', '/api/v1/connections');
  const { items } = await list.json();
  check('list', list.status === 200 && items.some((each) => each.key === 'job'), list.status);
  const resolved = await ask('POST', '/api/v1/connections/job/resolve');
  const { fields } = await resolved.json();
  check('resolve', resolved.status === 200 && fields.note === expected, resolved.status);
  const missing = await ask('POST', '/api/v1/connections/nothing/resolve');
  const isProblem = missing.headers.get('content-type')?.startsWith('application/problem+json');
  check(
    '404',
    missing.status === 404 && isProblem && (await missing.json()).code === 'not_found',
    missing.status,
  );
  const unknown = await ask('POST', '/api/v1/projects', { body: { name: 'Node', unknown: 1 } });
  check('422', unknown.status === 422 && (await unknown.json()).code === 'invalid_input', unknown.status);
  const first = await ask('GET', '/api/v1/connections/job');
  const tag = first.headers.get('etag');
  await first.text();
  const again = await ask('GET', '/api/v1/connections/job', { more: { 'If-None-Match': tag ?? 'none' } });
  check('304', again.status === 304 && (await again.text()) === '', again.status);

  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answers = [];
  for (let at = 0; at < 50; at += 1) answers.push(await resolveOn(agent));
  agent.destroy();
  const opened = answers.filter(({ isReused }) => !isReused).length;
  check('50 on one', answers.every(({ status }) => status === 200) && opened === 1, `${opened} connections`);
}

async function untilStop() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let answers = 0;
  let longestMs = 0;
  for (;;) {
    const beganAtMs = performance.now();
    try {
      const { status } = await resolveOn(agent);
      if (status !== 200) return check('stop', false, `status ${status}`);
      answers += 1;
      if (answers === 2) console.log('running');
    } catch (error) {
      const failedMs = Math.round(performance.now() - beganAtMs);
      console.log(
        `stop\tok\t${answers}\t${Math.round(longestMs)}\t${failedMs}\t${error.code ?? error.message}`,
      );
      return;
    }
    longestMs = Math.max(longestMs, performance.now() - beganAtMs);
  }
}

function resolveOn(agent) {
  return new Promise((resolve, reject) => {
    const asked = request(`${origin}/api/v1/connections/${connection}/resolve`, {
      method: 'POST',
      agent,
      headers,
      timeout: timeoutMs,
    });
    asked.on('timeout', () => asked.destroy(new Error('hangs')));
    asked.on('error', reject);
    asked.on('response', (answer) => {
      answer.on('error', reject);
      answer.resume().on('end', () => resolve({ status: answer.statusCode, isReused: asked.reusedSocket }));
    });
    asked.end();
  });
}

await (process.env.LATCHKEY_MODE === 'until-stop' ? untilStop() : job());
