/** A host as it stands in a Host header or a setting, in canonical form. */
export interface HostName {
  /** In small letters; an IPv4 address in four numbers, an IPv6 address shortened and without brackets. */
  name: string;
  /** Absent: none was written. */
  port?: number;
}

/** Names, IPv4 and [IPv6], each with :port or without. No user, path or space gets past it. */
const form = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i;

/** Reads a host with or without a port (RFC 9110, 7.2). Undefined when the text is none. */
export function parseHostName(text: string): HostName | undefined {
  const match = form.exec(text);
  if (!match || !URL.canParse(`http://${text}/`)) return undefined;
  const name = new URL(`http://${text}/`).hostname.replace(/^\[|\]$/g, '');
  const port = match[1];
  return port === undefined ? { name } : { name, port: Number(port) };
}

/** Whether a host can only be this machine: `localhost`, 127.0.0.0/8 or ::1. */
export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name);
}

/** Whether a host to listen on, such as `::1`, is this machine alone. */
export function isLoopbackHost(host: string): boolean {
  const parsed = parseHostName(host.includes(':') ? `[${host}]` : host);
  return parsed !== undefined && isLoopbackName(parsed.name);
}
