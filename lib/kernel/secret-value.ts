// One symbol for all copies of this module: the built console and the server hold separate instances of it.
const text = Symbol.for('latchkey.secret-value.text');
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');
const shown = '[secret]';

/**
 * A value that prints as `[secret]` through `String()`, JSON and `util.inspect`.
 * Its text leaves through `textOfSecret`, which lint allows in three places alone.
 */
export class SecretValue {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  [text](): string {
    return this.#value;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [inspectCustom](): string {
    return shown;
  }
}

/**
 * The text of a secret. Only `doors/reveal.ts`, `crypto/envelope.ts`, and a provider that authenticates with it may ask.
 */
export function textOfSecret(secret: SecretValue): string {
  return secret[text]();
}
