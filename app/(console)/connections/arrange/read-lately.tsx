import type { ConnectionView } from '@/lib/connections/schema';
import { usageWords } from '../usage-words';

const mostNamed = 5;
const dayMs = 24 * 3_600_000;

/** In a question about many connections: which of them workloads read today, in UTC as usage is counted. */
export function ReadLately({ connections }: { connections: readonly ConnectionView[] }) {
  const todayMs = Math.floor(Date.now() / dayMs) * dayMs;
  const read = connections.filter(({ lastReadAt }) => lastReadAt && Date.parse(lastReadAt) >= todayMs);
  if (read.length === 0) return null;
  const named = read.slice(0, mostNamed).map(({ name }) => name);
  const names = usageWords.names(named, read.length - named.length);
  return <p className="font-medium text-ink">{usageWords.manyToday(names)}</p>;
}
