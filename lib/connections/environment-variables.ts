import { splitSecret } from '@/lib/crypto/secret-json';
import type { SecretValue } from '@/lib/kernel/secret-value';
import type { Expansion } from './plan';

/** The variables of a whole Environment by name, from the value that is all of them. */
export function variablesIn(all: SecretValue): ReadonlyMap<string, SecretValue> {
  return splitSecret(all);
}

/** The same under the names that they have as fields, without those whose place a field of the connection's own takes. */
export function expand({ prefix, own }: Expansion, all: SecretValue): ReadonlyMap<string, SecretValue> {
  const named = [...variablesIn(all)].map(([name, value]) => [`${prefix}${name}`, value] as const);
  return new Map(named.filter(([name]) => !own.has(name)));
}
