import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { numberText as counted } from '@/components/words/numbers';
import type { HistoryView } from '@/lib/history/schema';
import { timeTextOf } from './time-text';
import { healthWords } from './words';

const words = healthWords.history;

/** The numbers of the charts, the latest first. */
export function HistoryTable({ view }: { view: HistoryView }) {
  const timeText = timeTextOf(view.range);
  const { charts, columns } = words;
  const numbers = (point: HistoryView['points'][number]) => [
    { label: charts.memory, value: point.memory },
    { label: charts.table, value: point.table },
    { label: charts.provider, value: point.provider },
    { label: charts.failed, value: point.failed },
    { label: columns.stale, value: point.stale },
    { label: charts.requests, value: point.requests },
    { label: columns.signIns, value: point.signIns },
    { label: columns.p50, value: point.p50Ms },
    { label: columns.p95, value: point.p95Ms },
  ];
  const [first] = view.points;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by the keyboard
    <section tabIndex={0} aria-label={words.title} className="max-h-120 overflow-y-auto p-4">
      <Table label={words.title}>
        <TableHead>
          <Th>{columns.at}</Th>
          <Th align="right">{charts.ratio}</Th>
          {first &&
            numbers(first).map(({ label }) => (
              <Th key={label} align="right">
                {label}
              </Th>
            ))}
        </TableHead>
        <TableBody>
          {[...view.points].reverse().map((point) => (
            <Tr key={point.at}>
              <Td narrow="title" className="tabular whitespace-nowrap">
                {timeText(Date.parse(point.at))}
              </Td>
              <Td align="right" narrow="aside">
                {point.hitRatio === null ? charts.none : charts.percent(Math.floor(point.hitRatio * 100))}
              </Td>
              {numbers(point).map(({ label, value }) => (
                <Td key={label} align="right">
                  <span className="md:hidden">{label} </span>
                  {value === null ? charts.none : counted(value)}
                </Td>
              ))}
            </Tr>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
