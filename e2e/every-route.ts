import type { Answer } from './api-client';

interface Description {
  paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  operationId: string;
  responses: Record<string, { content?: Record<string, unknown> }>;
}

/** Calls that answer with a secret by their nature. */
const revealing = new Set(['resolveConnection', 'resolveReferences', 'createApiKey', 'rotateApiKey']);

export interface Route {
  method: string;
  path: string;
  operationId: string;
  isRevealing: boolean;
  /** Its answer goes on until who asked leaves. */
  isEndless: boolean;
}

/** Every route that the product itself says it has, with real ids in it where that harms nothing. */
export async function everyRoute(origin: string, ids: Record<string, string>): Promise<Route[]> {
  const read = await fetch(`${origin}/api/openapi.json`);
  const { paths } = described(await read.json());
  return Object.entries(paths).flatMap(([pattern, methods]) =>
    Object.entries(methods).map(([method, { operationId, responses }]) => ({
      method: method.toUpperCase(),
      path: pattern.replace(/\{(\w+)\}/g, (_, name: string) => idFor(pattern, name, method, ids)),
      operationId,
      isRevealing: revealing.has(operationId),
      isEndless: responses['200']?.content?.['text/event-stream'] !== undefined,
    })),
  );
}

/** What a resolve answers, with its values taken out. */
export function withoutValues({ text }: Answer<unknown>): string {
  return text.replace(/"fields":\{.*?\},"sources"/s, '').replace(/"value":"(?:[^"\\]|\\.)*"/g, '');
}

/** What an answer that goes on says within a second and a half. */
export async function beginningOf(address: string, headers: Record<string, string>): Promise<string> {
  const leaving = AbortSignal.timeout(1_500);
  let text = '';
  try {
    const { body, headers: told } = await fetch(address, { headers, signal: leaving });
    text = JSON.stringify([...told]);
    const decoder = new TextDecoder();
    for await (const chunk of body ?? []) text += decoder.decode(chunk, { stream: true });
  } catch (error) {
    if (!leaving.aborted) throw error;
  }
  return text;
}

function idFor(pattern: string, name: string, method: string, ids: Record<string, string>): string {
  if (method === 'delete') return 'nothing';
  const [, , , list = ''] = pattern.split('/');
  return ids[name === 'id' ? list : name] ?? 'nothing';
}

/** Guarantee: the product describes itself by OpenAPI; openapi.db.test.ts holds it to that. */
function described(document: unknown): Description {
  return document as Description;
}
