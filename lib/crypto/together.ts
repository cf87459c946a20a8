import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';

/** Several values as one secret: the JSON text of an object by name. One opening then gives them all. */
export function joinSecrets(values: Readonly<Record<string, SecretValue>>): SecretValue {
  const texts = Object.entries(values).map(([name, value]) => [name, textOfSecret(value)] as const);
  return new SecretValue(JSON.stringify(Object.fromEntries(texts)));
}
