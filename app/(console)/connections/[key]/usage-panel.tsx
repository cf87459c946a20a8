'use client';

import { Activity } from 'lucide-react';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Facts } from '@/components/ui/facts';
import { RelativeTime } from '@/components/ui/relative-time';
import { TableSkeleton } from '@/components/ui/skeleton';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { numberText } from '@/components/words/numbers';
import type { UsageView } from '@/lib/connections/usage-schema';
import { usageWords as words } from '../usage-words';
import { DayBars } from './day-bars';
import { useUsage } from './use-usage';

/** Who reads the connection: when last, by which API keys, how often a day. */
export function UsagePanel({ connection }: { connection: string }) {
  const { value, problem, reload } = useUsage(connection);
  if (!value) return problem ? <ErrorState problem={problem} onRetry={reload} /> : <TableSkeleton rows={4} />;
  const { lastReadAt, lastReadBy, days, today, readers } = value;
  if (lastReadAt === null && readers.named.length + readers.others === 0) {
    return (
      <EmptyState icon={Activity} title={words.nobody.title}>
        {words.nobody.text}
      </EmptyState>
    );
  }
  return (
    <div className="grid max-w-180 gap-6">
      <Facts
        facts={[
          {
            label: words.lastRead,
            value: lastReadAt ? (
              <span>
                <RelativeTime at={lastReadAt} />
                {lastReadBy && <span className="text-ink-3"> {words.by(lastReadBy)}</span>}
              </span>
            ) : (
              words.never
            ),
          },
          { label: words.today, value: words.counts(today.reads, today.failures) },
          { label: words.inDays, value: words.counts(sum(days, 'reads'), sum(days, 'failures')) },
        ]}
      />
      <DayBars days={days} />
      <Readers readers={readers} />
    </div>
  );
}

function Readers({ readers: { named, others } }: Pick<UsageView, 'readers'>) {
  return (
    <div>
      {named.length > 0 && (
        <Table label={words.readers}>
          <TableHead>
            <Th>{words.columns.key}</Th>
            <Th align="right">{words.columns.reads}</Th>
            <Th align="right">{words.columns.failures}</Th>
            <Th align="right">{words.columns.last}</Th>
          </TableHead>
          <TableBody>
            {named.map(({ apiKeyId, name, reads, failures, lastAt }) => (
              <Tr key={apiKeyId}>
                <Td narrow="title">{name}</Td>
                <Td align="right" className="tabular max-md:hidden">
                  {numberText(reads)}
                </Td>
                <Td align="right" className="tabular max-md:hidden">
                  {numberText(failures)}
                </Td>
                <Td className="md:hidden">{words.counts(reads, failures)}</Td>
                <Td narrow="aside" align="right" className="whitespace-nowrap">
                  <RelativeTime at={lastAt} />
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
      {others > 0 && <p className="mt-2 text-ink-3">{words.others(others)}</p>}
    </div>
  );
}

function sum(days: UsageView['days'], of: 'reads' | 'failures'): number {
  return days.reduce((total, day) => total + day[of], 0);
}
