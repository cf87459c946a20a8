/** A destination as people write it: `host:port`, IPv6 addresses in brackets. */
export function placeText({ host, port }: { host: string; port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
