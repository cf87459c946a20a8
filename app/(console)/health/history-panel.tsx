'use client';

import { ChartColumn, Table2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { ErrorState } from '@/components/ui/error-state';
import { Panel } from '@/components/ui/panel';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { historyRanges } from '@/lib/history/ranges';
import type { HistoryView } from '@/lib/history/schema';
import type { ManagerView } from '@/lib/managers/schema';
import { Chart } from './chart';
import { Failures } from './failures';
import { chartsOf } from './history-charts';
import { HistoryTable } from './history-table';
import { timeTextOf } from './time-text';
import type { History } from './use-history';
import { healthWords } from './words';

const words = healthWords.history;
const anything = 'any';

export interface HistoryPanelProps {
  history: History;
  managers: readonly ManagerView[];
}

/** What happened over an hour, a day or a week: four charts, the same as a table, and the causes of what failed. */
export function HistoryPanel({ history, managers }: HistoryPanelProps) {
  const [look, setLook] = useState<'charts' | 'table'>('charts');
  const { view, range, managerId, choose } = history;
  return (
    <Panel
      title={words.title}
      padding="none"
      className="mb-4"
      actions={
        <div className="flex flex-wrap items-center gap-2">
          {managers.length > 1 && (
            <Select
              aria-label={words.manager}
              value={managerId ?? anything}
              onValueChange={(id) => choose({ manager: id === anything ? '' : id })}
              options={[
                { value: anything, label: words.anyManager },
                ...managers.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              className="w-auto min-w-40 max-w-64"
            />
          )}
          <fieldset className="flex items-center gap-1.5">
            <legend className="sr-only">{words.range}</legend>
            {historyRanges.map((each) => (
              <Chip key={each} isSelected={range === each} onClick={() => choose({ range: each })}>
                {words.ranges[each]}
              </Chip>
            ))}
          </fieldset>
          <Button
            size="sm"
            icon={look === 'charts' ? <Table2 /> : <ChartColumn />}
            onClick={() => setLook(look === 'charts' ? 'table' : 'charts')}
          >
            {look === 'charts' ? words.asTable : words.asCharts}
          </Button>
        </div>
      }
    >
      {view ? (
        <Drawn view={view} look={look} isStale={history.isStale} managerId={managerId} />
      ) : history.problem ? (
        <div className="p-4">
          <ErrorState problem={history.problem} onRetry={history.reload} />
        </div>
      ) : (
        <div role="status" aria-label={words.loading} className="grid gap-px lg:grid-cols-2">
          {['a', 'b', 'c', 'd'].map((each) => (
            <div key={each} className="h-64 p-4">
              <Skeleton className="h-5 w-32" />
            </div>
          ))}
        </div>
      )}
    </Panel>
  );
}

interface DrawnProps {
  view: HistoryView;
  look: 'charts' | 'table';
  isStale: boolean;
  managerId: string | undefined;
}

function Drawn({ view, look, isStale, managerId }: DrawnProps) {
  const timeText = timeTextOf(view.range);
  const { total } = view;
  if (total.memory + total.table + total.provider + total.failed + total.requests === 0) {
    return <p className="p-4 text-ink-2">{words.empty[view.range]}</p>;
  }
  if (look === 'table') return <HistoryTable view={view} />;
  const timesMs = view.points.map(({ at }) => Date.parse(at));
  return (
    <div className={isStale ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
      <div className="grid lg:grid-cols-2 max-lg:[&>*:nth-child(n+2)]:border-t lg:[&>*:nth-child(n+3)]:border-t lg:[&>*:nth-child(odd)]:border-r">
        {chartsOf(view).map((model) => (
          <Chart
            key={model.name}
            model={model}
            timesMs={timesMs}
            endMs={Date.parse(view.to)}
            timeText={timeText}
          />
        ))}
      </div>
      <Failures failures={view.failures} range={view.range} managerId={managerId} />
    </div>
  );
}
