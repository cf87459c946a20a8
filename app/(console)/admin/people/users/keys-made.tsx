'use client';

import { useList } from '@/components/query/use-list';
import { useNow } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import { words as allWords } from './words';

const words = allWords.disable;
const mostNamed = 5;
const mostRead = 200;

/** The API keys that a person created and that still work. */
export function useKeysMade(userId: string) {
  const nowMs = useNow();
  const { items, isLoading, problem, hasMore } = useList<ApiKeyView>({
    path: '/api/v1/api-keys',
    query: { createdBy: userId, limit: mostRead },
  });
  const keys = items.filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > nowMs),
  );
  return { keys, isLoading, problem, hasMore };
}

/** How many they are, and the first of them by name. */
export function KeysMade({ keys, isLoading, problem, hasMore }: ReturnType<typeof useKeysMade>) {
  if (isLoading) {
    return (
      <div role="status" aria-label={words.looking} className="grid gap-2 py-1">
        <Skeleton className="w-56" />
        <Skeleton className="w-40" />
      </div>
    );
  }
  if (problem) return <p className="text-warn-ink">{words.unknownKeys}</p>;
  if (keys.length === 0) return null;
  return (
    <div>
      <p>{hasMore ? words.keysOrMore(keys.length) : words.keys(keys.length)}</p>
      <ul className="mt-1 list-disc pl-5">
        {keys.slice(0, mostNamed).map((key) => (
          <li key={key.id} className="[overflow-wrap:anywhere]">
            {key.name} <span className="font-mono text-ink-3 text-xs">{key.prefix}…</span>
          </li>
        ))}
        {keys.length > mostNamed && <li>{words.moreKeys(keys.length - mostNamed)}</li>}
      </ul>
    </div>
  );
}
