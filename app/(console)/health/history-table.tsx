import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { numberText as counted } from '@/components/words/numbers';
import type { HistoryView } from '@/lib/history/schema';
import { timeTextOf } from './time-text';
import { healthWords } from './words';

const words = healthWords.history;

/** The numbers of the charts, the latest first. */
export function HistoryTable({ view }: { view: HistoryView }) {
  const timeText = timeTextOf(view.range);
  return (
    <div className="max-h-120 overflow-y-auto p-4">
      <Table label={words.title}>
        <TableHead>
          <Th>{words.columns.at}</Th>
          <Th align="right">{words.charts.ratio}</Th>
          <Th align="right">{words.charts.memory}</Th>
          <Th align="right">{words.charts.table}</Th>
          <Th align="right">{words.charts.provider}</Th>
          <Th align="right">{words.charts.failed}</Th>
          <Th align="right">{words.charts.requests}</Th>
          <Th align="right">{words.columns.p50}</Th>
          <Th align="right">{words.columns.p95}</Th>
        </TableHead>
        <TableBody>
          {[...view.points].reverse().map((point) => (
            <Tr key={point.at}>
              <Td narrow="title" className="tabular whitespace-nowrap">
                {timeText(Date.parse(point.at))}
              </Td>
              <Td align="right" narrow="aside">
                {point.hitRatio === null
                  ? words.charts.none
                  : words.charts.percent(Math.floor(point.hitRatio * 100))}
              </Td>
              <Td align="right">{counted(point.memory)}</Td>
              <Td align="right">{counted(point.table)}</Td>
              <Td align="right">{counted(point.provider)}</Td>
              <Td align="right">{counted(point.failed)}</Td>
              <Td align="right">{counted(point.requests)}</Td>
              <Td align="right">{point.p50Ms === null ? words.charts.none : counted(point.p50Ms)}</Td>
              <Td align="right">{point.p95Ms === null ? words.charts.none : counted(point.p95Ms)}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
