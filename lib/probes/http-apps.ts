import { type AppId, appOf } from '@/lib/kernel/apps';
import { SecretValue } from '@/lib/kernel/secret-value';
import { baseAddress, httpAim, judgeOwnCall } from './http';
import { ProbeError } from './outcomes';
import { type FieldValues, needed, type ProbeTarget, type SignIn, textOf } from './probe-target';

/** Stripe: reads the balance, which changes nothing. https://docs.stripe.com/api/balance/balance_retrieve */
export function stripeAim(values: FieldValues, origin = ownOrigin('stripe')): ProbeTarget {
  return httpAim({
    base: baseAddress(origin),
    path: '/v1/balance',
    headers: bearer(needed(values, 'secretKey')),
    judge: judgeOwnCall,
  });
}

/** OpenAI: lists the models, which costs nothing. https://platform.openai.com/docs/api-reference/models/list */
export function openaiAim(values: FieldValues, origin = ownOrigin('openai')): ProbeTarget {
  const organization = textOf(values, 'organization');
  return httpAim({
    base: baseAddress(origin),
    path: '/v1/models',
    headers: {
      ...bearer(needed(values, 'apiKey')),
      ...(organization ? { 'openai-organization': new SecretValue(organization) } : {}),
    },
    judge: judgeOwnCall,
  });
}

/** GitHub, or an Enterprise server of one's own: whose token it is. https://docs.github.com/en/rest/users/users */
export function githubAim(values: FieldValues, origin = ownOrigin('github')): ProbeTarget {
  const chosen = textOf(values, 'baseUrl');
  const base = baseAddress(chosen ?? origin);
  const isOwn = base.origin === new URL(origin).origin;
  return httpAim({
    base,
    path: '/user',
    headers: { ...bearer(needed(values, 'token')), 'x-github-api-version': '2022-11-28' },
    ...(isOwn ? {} : { hostField: 'baseUrl' }),
    judge: judgeOwnCall,
  });
}

/** Slack: auth.test, which needs no scope. It says no with status 200. https://docs.slack.dev/reference/methods/auth.test */
export function slackAim(values: FieldValues, origin = ownOrigin('slack')): ProbeTarget {
  return httpAim({
    base: baseAddress(origin),
    path: '/api/auth.test',
    headers: bearer(needed(values, 'botToken')),
    judge: judgeSlack,
  });
}

/** Any API with a bearer token: a GET of the path that somebody chose. */
export function bearerAim(values: FieldValues, path: string): ProbeTarget | undefined {
  const address = textOf(values, 'baseUrl');
  if (address === undefined) return undefined;
  const token = needed(values, 'token');
  // Kept with its scheme, as in `Bearer …` or `Token …`, it is the whole header already.
  const headers = /^[A-Za-z]+ \S/.test(token) ? { authorization: new SecretValue(token) } : bearer(token);
  return httpAim({ base: baseAddress(address), path, headers, hostField: 'baseUrl' });
}

/** Any API with a user name and password: the same. */
export function basicAim(values: FieldValues, path: string): ProbeTarget | undefined {
  const address = textOf(values, 'baseUrl');
  if (address === undefined) return undefined;
  const name = needed(values, 'username');
  // The first colon ends the name (RFC 7617): such a name would move its tail into the password.
  if (name.includes(':')) throw new ProbeError('value_unusable');
  const pair = Buffer.from(`${name}:${needed(values, 'password')}`).toString('base64');
  const headers = { authorization: new SecretValue(`Basic ${pair}`) };
  return httpAim({ base: baseAddress(address), path, headers, hostField: 'baseUrl' });
}

const refusals = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'two_factor_setup_required',
]);

function judgeSlack(status: number, body: string): SignIn {
  if (status < 200 || status >= 300) return judgeOwnCall(status);
  const answer = jsonIn(body);
  if (typeof answer !== 'object' || answer === null || !('ok' in answer))
    return { state: 'failed', code: 'answer_odd' };
  if (answer.ok === true) return { state: 'ok', code: 'signed_in' };
  const error = 'error' in answer ? String(answer.error) : '';
  if (refusals.has(error)) return { state: 'failed', code: 'credential_refused' };
  if (error === 'ratelimited') return { state: 'failed', code: 'rate_limited' };
  if (error === 'internal_error' || error === 'fatal_error')
    return { state: 'failed', code: 'service_failed' };
  return { state: 'failed', code: 'not_permitted' };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bearer(token: string): Record<string, SecretValue> {
  return { authorization: new SecretValue(`Bearer ${token}`) };
}

function ownOrigin(app: AppId): string {
  return appOf(app).ownOrigin ?? '';
}
