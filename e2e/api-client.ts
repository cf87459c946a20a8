/** What the API answered. `body` is undefined when there was none. */
export interface Answer<Body> {
  status: number;
  headers: Headers;
  text: string;
  body: Body;
  tookMs: number;
}

/** Problem details, as every refusal has them. */
export interface Refusal {
  status: number;
  code: string;
  title: string;
  detail: string;
  requestId: string;
  fields?: Record<string, string>;
  retryAfterMs?: number;
  [extra: string]: unknown;
}

export type Call = <Body = Refusal>(method: string, path: string, body?: unknown) => Promise<Answer<Body>>;

/** Calls the product's API as whoever the headers say. Never throws for a status; `onAnswer` sees every answer. */
export function apiClient(
  origin: string,
  headers: Record<string, string>,
  onAnswer: (answer: Answer<unknown>, call: { method: string; path: string }) => void = () => undefined,
): Call {
  return async <Body>(method: string, path: string, body?: unknown) => {
    const startedMs = performance.now();
    const response = await fetch(`${origin}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const tookMs = performance.now() - startedMs;
    const answer = { status: response.status, headers: response.headers, text, tookMs };
    onAnswer({ ...answer, body: undefined }, { method, path });
    return { ...answer, body: parsed<Body>(text) };
  };
}

/** The same by an API key. */
export function byKey(origin: string, key: string): Call {
  return apiClient(origin, { authorization: `Bearer ${key}` });
}

/** Guarantee: the caller names the form that it asserts on; another one fails there. */
function parsed<Body>(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return undefined as Body;
  }
}
