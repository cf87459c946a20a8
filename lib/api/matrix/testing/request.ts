import { z } from 'zod';
import type { Route } from '@/lib/api/route';

/** What a route is asked with. */
export interface Request {
  method: Route['method'];
  url: string;
  body?: unknown;
}

/** The request that hands a verb's input to a route: ids into the path, what changes into the body, filters into the query. */
export function requestOf({ method, path, query, body }: Route, input: unknown): Request {
  const parts: Record<string, unknown> = { ...Object(input) };
  // Routes of one connection stand for the verb of many.
  if (Array.isArray(parts.keys) && path.includes(':key')) parts.key = parts.keys.at(-1);
  const url = path.replace(/:([A-Za-z]+)/g, (_all, name: string) => {
    const text = encodeURIComponent(String(parts[name]));
    delete parts[name];
    return text;
  });
  if (path.includes(':key')) delete parts.keys;
  const asked = query instanceof z.ZodObject ? Object.keys(query.shape) : [];
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (!asked.includes(name)) continue;
    // A path is a name that repeats.
    for (const each of name === 'path' ? [value].flat() : [value]) search.append(name, wordOf(each));
    delete parts[name];
  }
  return {
    method,
    url: `/api/v1${url}${search.size > 0 ? `?${search}` : ''}`,
    ...(body ? { body: parts.patch ?? parts.as ?? parts.restore ?? parts } : {}),
  };
}

function wordOf(value: unknown): string {
  return value === 'yes' ? 'true' : value === 'no' ? 'false' : String(value);
}
