import type { Opened } from '@/lib/egress/open';
import { portInText } from '@/lib/kernel/port';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { type ProbeCode, ProbeError } from './outcomes';

export type FieldValues = Readonly<Record<string, SecretValue>>;

/** How a sign-in ended when it ended by an answer. `warned`: accepted, with a but. */
export interface SignIn {
  state: 'ok' | 'warned' | 'failed' | 'not_tested';
  code: ProbeCode;
  /** The status of an HTTP answer. */
  httpStatus?: number;
}

/** Where a test goes and what it does there. */
export interface ProbeTarget {
  host: string;
  port: number;
  /** The field that the host came from. Absent: the app's own host. */
  hostField?: string;
  /** Of what is asked by HTTP, which goes through a proxy where one is set. */
  origin?: string;
  /** `from-start`: TLS before anything else. `within`: by the protocol's own means. `none`: not at all. */
  tls: 'from-start' | 'within' | 'none';
  /** Whether a certificate inside a private network is taken as it is. */
  leniency: 'none' | 'inside';
  /** Signs in, quits, and tells how it went. Throws what `probeCodeOf` understands. */
  signIn(opened: Opened, signal: AbortSignal): Promise<SignIn>;
}

/** The text of a field, or undefined when it is not set or empty. */
export function textOf(values: FieldValues, name: string): string | undefined {
  const value = values[name];
  const text = value && textOfSecret(value);
  return text === '' ? undefined : text;
}

/** The text of a field that the sign-in needs. Throws ProbeError `field_missing`. */
export function needed(values: FieldValues, name: string): string {
  const text = textOf(values, name);
  if (text === undefined) throw new ProbeError('field_missing');
  return text;
}

/** The port in a field, or the app's usual one. Throws ProbeError `port_invalid`. */
export function portOf(values: FieldValues, usual: number): number {
  const text = textOf(values, 'port')?.trim();
  if (text === undefined) return usual;
  const port = portInText(text);
  if (port === undefined) throw new ProbeError('port_invalid');
  return port;
}
