'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onDatabaseAway, useAwaySince } from '@/components/query/database-away';
import { Notice } from '@/components/ui/notice';
import { useNow } from '@/components/ui/relative-time';
import { clockText } from '@/components/words/numbers';
import { shellWords } from '@/components/words/shell';

/**
 * Says on every page that the database is away, until it is back: then everything that is shown is asked for again. `readsForMs`:
 * for how long workloads go on with what is known.
 */
export function DatabaseBanner({ readsForMs }: { readsForMs: number }) {
  const sinceMs = useAwaySince();
  const client = useQueryClient();
  useEffect(() => onDatabaseAway((isAway) => !isAway && void client.invalidateQueries()), [client]);
  if (sinceMs === undefined) return null;
  return <Away sinceMs={sinceMs} readsUntilMs={sinceMs + readsForMs} />;
}

function Away({ sinceMs, readsUntilMs }: { sinceMs: number; readsUntilMs: number }) {
  const words = shellWords.databaseAway;
  const until = clockText(readsUntilMs);
  return (
    <Notice
      tone="warn"
      role="alert"
      title={words.title}
      className="mb-4 md:sticky md:top-3 md:z-30 md:shadow-float"
    >
      <p>
        {words.since(clockText(sinceMs))}{' '}
        {useNow() < readsUntilMs ? words.readsUntil(until) : words.readsEnded(until)}
      </p>
      <p>{words.meanwhile}</p>
      <p>{words.advice}</p>
    </Notice>
  );
}
