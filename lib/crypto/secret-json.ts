import { SecretValue, textOfSecret } from '@/lib/kernel/secret-value';

/** Several values as one secret: the JSON text of an object by name. One opening then gives them all. */
export function joinSecrets(values: Readonly<Record<string, SecretValue>>): SecretValue {
  const texts = Object.entries(values).map(([name, value]) => [name, textOfSecret(value)] as const);
  return new SecretValue(JSON.stringify(Object.fromEntries(texts)));
}

/** A text with a secret put in at the one place that `place` marks, as one secret. */
export function interpolateSecret(text: SecretValue, place: string, secret: SecretValue): SecretValue {
  const [before = '', after = ''] = textOfSecret(text).split(place);
  return new SecretValue(`${before}${textOfSecret(secret)}${after}`);
}

/** The other way: the values of a JSON object's text by name, each a secret again. What is no text is left out. */
export function splitSecret(secret: SecretValue): ReadonlyMap<string, SecretValue> {
  const parsed: unknown = JSON.parse(textOfSecret(secret));
  const texts = Object.entries(Object(parsed)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return new Map(texts.map(([name, text]) => [name, new SecretValue(text)]));
}
