import { request } from 'node:http';
import type { Opened } from '@/lib/egress/open';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { proxyHeaders } from '@/lib/platform/through-proxy';
import { type ProbeCode, ProbeError } from './outcomes';
import type { ProbeTarget, SignIn } from './probe-target';
import { withinLimits } from './within-limits';

const bodyLimitBytes = 64 * 1024;

export interface HttpCall {
  /** Scheme, host, port; a path before `path`; nothing else. */
  base: URL;
  /** Begins with a slash; may have a query. */
  path: string;
  headers: Readonly<Record<string, SecretValue | string>>;
  hostField?: string;
  /** Turns a status, and the body where it is asked for, into an outcome. */
  judge?: (status: number, body: string) => SignIn;
}

/** The aim of a GET. Throws ProbeError `path_invalid`. */
export function httpAim(call: HttpCall): ProbeTarget {
  const { base } = call;
  const url = urlOf(base, call.path);
  const isTls = base.protocol === 'https:';
  return {
    host: base.hostname,
    origin: base.origin,
    port: base.port === '' ? (isTls ? 443 : 80) : Number(base.port),
    ...(call.hostField ? { hostField: call.hostField } : {}),
    tls: isTls ? 'from-start' : 'none',
    leniency: 'none',
    signIn: async (opened, signal) => {
      if (!isTls && !opened.isPlainAllowed) throw new ProbeError('http_not_encrypted');
      const { status, body } = await withinLimits(opened, signal, () => get(opened, url, call));
      if (opened.proxy && status === 407) throw new ProbeError('proxy_unauthorized');
      return { ...(call.judge ?? judgeStatus)(status, body), httpStatus: status };
    },
  };
}

/** The base address in a field. Throws ProbeError `address_invalid`, also for one with credentials in it. */
export function baseAddress(text: string): URL {
  if (!URL.canParse(text.trim())) throw new ProbeError('address_invalid');
  const url = new URL(text.trim());
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isHttp || url.username !== '' || url.password !== '') throw new ProbeError('address_invalid');
  return url;
}

/** What a status says about the credentials. */
export function judgeStatus(status: number): SignIn {
  if (status >= 200 && status < 300) return { state: 'ok', code: 'answered' };
  return { state: 'failed', code: codeOfStatus(status) };
}

/** The same for an app's own harmless call, where 403 means: known, and short of a right. */
export function judgeOwnCall(status: number): SignIn {
  if (status >= 200 && status < 300) return { state: 'ok', code: 'signed_in' };
  if (status === 403) return { state: 'warned', code: 'not_permitted' };
  return { state: 'failed', code: codeOfStatus(status) };
}

function codeOfStatus(status: number): ProbeCode {
  if (status >= 300 && status < 400) return 'redirected';
  if (status === 401 || status === 407) return 'credential_refused';
  if (status === 403) return 'not_permitted';
  if (status === 404 || status === 410) return 'path_not_found';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'service_failed' : 'request_refused';
}

/** The whole address, which must still be of the base's host: a path such as //elsewhere is none. */
function urlOf(base: URL, path: string): URL {
  const isPath = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path);
  const text = `${base.origin}${withoutLastSlashes(base.pathname)}${path}`;
  if (!isPath || !URL.canParse(text)) throw new ProbeError('path_invalid');
  const url = new URL(text);
  if (url.origin !== base.origin) throw new ProbeError('path_invalid');
  return url;
}

/** Not by a pattern: one that looks for slashes at the end takes half a minute for a long path of them. */
function withoutLastSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

function get(opened: Opened, url: URL, call: HttpCall): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({
      // Without an agent: even `false` would make one, which dials on its own.
      createConnection: () => opened.socket,
      method: 'GET',
      path: `${opened.proxy ? url.origin : ''}${url.pathname}${url.search}`,
      headers: { ...headersOf(url, call), ...(opened.proxy ? proxyHeaders(opened.proxy) : {}) },
      maxHeaderSize: 16 * 1024,
    });
    asked.once('error', reject);
    asked.once('close', () => reject(new ProbeError('connection_failed')));
    asked.once('response', (response) => {
      const status = response.statusCode ?? 0;
      // Where the status says it all, not a byte of the body is looked at.
      if (!call.judge) return resolve({ status, body: '' });
      const parts: Buffer[] = [];
      let sizeBytes = 0;
      const finish = () => resolve({ status, body: Buffer.concat(parts).toString('utf8') });
      response.on('data', (part: Buffer) => {
        sizeBytes += part.byteLength;
        if (sizeBytes > bodyLimitBytes) finish();
        else parts.push(part);
      });
      response.once('end', finish);
      response.once('error', reject);
    });
    asked.end();
  });
}

function headersOf(url: URL, call: HttpCall): Record<string, string> {
  const headers: Record<string, string> = {
    host: url.host,
    accept: 'application/json, */*;q=0.5',
    'accept-encoding': 'identity',
    'user-agent': 'Latchkey connection test',
    connection: 'close',
  };
  for (const [name, value] of Object.entries(call.headers)) {
    const text = typeof value === 'string' ? value : textOfSecret(value);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) throw new ProbeError('value_unusable');
    headers[name] = text;
  }
  return headers;
}
