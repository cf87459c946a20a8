'use client';

import { usageWords as words } from '../usage-words';
import { useUsage } from './use-usage';

/** In a question about a connection: who read it today and will notice. Nothing until that is known. */
export function ReadToday({ connection }: { connection: string }) {
  const { value } = useUsage(connection);
  if (!value) return null;
  const { named, others, reads, failures } = value.today;
  if (named.length + others === 0) return <p>{words.notToday}</p>;
  const names = words.names(
    named.map(({ name }) => name),
    others,
  );
  return <p className="font-medium text-ink">{words.readToday(names, words.counts(reads, failures))}</p>;
}
