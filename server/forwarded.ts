import type { IncomingMessage } from 'node:http';

/** Headers in which a proxy tells what it was asked. Anybody can send them, so they count from trusted proxies alone. */
const names = new Set([
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-scheme',
  'x-forwarded-server',
  'x-forwarded-ssl',
  'x-real-ip',
]);
const longest = Math.max(...[...names].map((name) => name.length));

/** How many Host headers a request has (Node keeps the first of two), and whether any forwarded header is among them. */
export function statedHosts(rawHeaders: readonly string[]): { count: number; isForwarded: boolean } {
  let count = 0;
  let isForwarded = false;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length === 4) count += name.toLowerCase() === 'host' ? 1 : 0;
    else if (name.length >= 9 && name.length <= longest) isForwarded ||= names.has(name.toLowerCase());
  }
  return { count, isForwarded };
}

/** Takes the forwarded headers out of all three forms in which a request holds its headers. */
export function removeForwarded(request: IncomingMessage): void {
  // Node makes both of rawHeaders at the first look; afterwards it would miss what is gone.
  const { headers, headersDistinct, rawHeaders } = request;
  for (const name of names) {
    delete headers[name];
    delete headersDistinct[name];
  }
  const kept = rawHeaders.filter((_, at) => !names.has((rawHeaders[at - (at % 2)] ?? '').toLowerCase()));
  rawHeaders.splice(0, rawHeaders.length, ...kept);
}
