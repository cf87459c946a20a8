import type { z } from 'zod';
import type { ApiKeyView, createdApiKeySchema } from '@/lib/api-keys/schema';
import type { ResolvedOne } from '@/lib/connections/resolve-many';
import type { LatchkeyError } from '@/lib/kernel/errors';
import { type SecretValue, textOfSecret } from '@/lib/kernel/secret-value';
import { translate } from '@/lib/platform/language';
import { type resolveResultSchema, type ValueSource, valueSourceSchema } from '@/lib/secrets/schema';

// The only exit of a value. What is returned here goes to a caller that was allowed to resolve, and nowhere else.

type Resolved =
  | ({ reference: string; ok: true; value: SecretValue } & ValueSource)
  | { reference: string; ok: false; error: LatchkeyError };

/** The answer to a resolve of references, with values as text. */
export function revealResults(resolved: {
  results: readonly Resolved[];
}): z.infer<typeof resolveResultSchema> {
  return { results: resolved.results.map(revealResult) };
}

/**
 * The answer to a resolve of a connection as JSON text. Its parts are JSON text already, and go in as they are: this
 * is the answer that workloads wait for.
 */
export function revealConnection(resolved: {
  key: string;
  revision: number;
  fields: SecretValue;
  sources: string;
}): string {
  const { key, revision, fields, sources } = resolved;
  return `{"key":${JSON.stringify(key)},"revision":${revision},"fields":${textOfSecret(fields)},"sources":${sources}}`;
}

/** The answer to a resolve of several connections as JSON text. */
export function revealConnections({ results }: { results: readonly ResolvedOne[] }): string {
  const texts = results.map((result) =>
    result.ok
      ? revealConnection(result.connection)
      : JSON.stringify({ key: result.key, error: shown(result.error) }),
  );
  return `{"results":[${texts.join(',')}]}`;
}

/** A key just made, with its text: the one time that it is shown. */
export function revealCreatedApiKey(created: {
  view: ApiKeyView;
  key: SecretValue;
}): z.infer<typeof createdApiKeySchema> {
  return { ...created.view, key: textOfSecret(created.key) };
}

function revealResult(result: Resolved): z.infer<typeof resolveResultSchema>['results'][number] {
  const { reference } = result;
  if (!result.ok) return { reference, error: shown(result.error) };
  // The schema lets through what it names, and nothing else that a result may hold.
  return { reference, value: textOfSecret(result.value), ...valueSourceSchema.parse(result) };
}

function shown({ code, says, retryAfterMs }: LatchkeyError) {
  return { code, message: translate(says), ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
