import { wordsOfCode } from '@/lib/kernel/code-words';
import { currentLanguage } from '@/lib/platform/language';
import { quantileMs } from './latency';
import { failureCodeOf } from './measures';
import type { Totals } from './read';
import type { HistoryFigures, HistoryView } from './schema';

/** What stored numbers say, as it leaves. */
export function figuresOf(totals: Totals = new Map()): HistoryFigures {
  const of = (measure: string) => totals.get(measure) ?? 0;
  const from = (source: string) => of(`read.${source}.fresh`) + of(`read.${source}.stale`);
  const [memory, table, provider] = [from('memory'), from('table'), from('provider')];
  const failed = failuresOf(totals).reduce((sum, { count }) => sum + count, 0);
  const all = memory + table + provider + failed;
  return {
    memory,
    table,
    provider,
    stale: of('read.memory.stale') + of('read.table.stale') + of('read.provider.stale'),
    failed,
    hitRatio: all === 0 ? null : (memory + table) / all,
    requests: of('requests'),
    failedRequests: of('requests.failed'),
    signIns: of('sign_ins'),
    p50Ms: quantileMs((bucket) => of(`latency.le.${bucket}`), 0.5),
    p95Ms: quantileMs((bucket) => of(`latency.le.${bucket}`), 0.95),
  };
}

/** What could not be resolved, by cause, the most frequent first. */
export function failuresOf(totals: Totals = new Map()): HistoryView['failures'] {
  return [...totals]
    .flatMap(([measure, count]) => {
      const code = failureCodeOf(measure);
      return code ? [{ code, title: wordsOfCode(code, currentLanguage()).title, count }] : [];
    })
    .sort((one, other) => other.count - one.count);
}
