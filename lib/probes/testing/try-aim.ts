import { type Gate, type Listing, openEgress } from '@/lib/egress/open';
import { secureSocket } from '@/lib/egress/secure';
import { parseEgressRule } from '@/lib/kernel/egress-rule';
import { SecretValue } from '@/lib/kernel/secret-value';
import { probeCodeOf } from '../outcomes';
import type { FieldValues, ProbeTarget, SignIn } from '../probe-target';

/** Texts as the fields of a connection. */
export function valuesOf(texts: Readonly<Record<string, string>>): FieldValues {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, new SecretValue(text)]));
}

/** A gate to this machine's loopback alone. */
export function loopbackGate(authorities: readonly string[] = []): Gate {
  const rule = parseEgressRule('127.0.0.0/8');
  const lookup = async () => [{ address: '127.0.0.1', family: 4 }];
  return { rules: rule ? [rule, { kind: 'name', name: 'app.test' }] : [], lookup, authorities };
}

/**
 * Reaches and signs in as a platform admin's test of a connection does. `listing` is what the list of destinations says
 * of the host. What is thrown comes back as a failed sign-in.
 */
export async function tryAim(
  aim: () => ProbeTarget,
  gate = loopbackGate(),
  timeoutMs = 5_000,
  listing: Listing = 'encrypted',
): Promise<SignIn> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { host, port, tls, leniency, signIn } = aim();
    const opened = await openEgress({ host, port, reach: 'public', listing }, gate, signal);
    if (tls !== 'from-start') return await signIn(opened, signal);
    return await signIn({ ...opened, socket: await secureSocket(opened, leniency, signal) }, signal);
  } catch (error) {
    return { state: 'failed', code: probeCodeOf(error) };
  }
}

/** The same where the destination may be given credentials without encryption. */
export function tryPlainAim(aim: () => ProbeTarget, timeoutMs?: number): Promise<SignIn> {
  return tryAim(aim, loopbackGate(), timeoutMs, 'plain');
}
