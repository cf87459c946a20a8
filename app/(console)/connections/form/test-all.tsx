'use client';

import { CirclePlay, LoaderCircle, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { AnswerLine } from '@/components/picker/answer-line';
import { usePickerDeps } from '@/components/picker/picker-provider';
import { failedAction } from '@/components/query/failed-action';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { Outcome } from '@/lib/kernel/outcome';
import type { CheckResult } from '@/lib/secrets/schema';
import { checkAll } from '../actions';
import { useAskTroubles } from '../use-troubles';
import { connectionWords } from '../words';
import { bindingText } from './binding-text';
import type { FieldDraft } from './draft';

const words = connectionWords.test;

interface Line {
  field: FieldDraft;
  outcome: Outcome<CheckResult> | undefined;
}

/** Resolves every bound field as a workload would, with a line each: found, or the cause and the fix. */
export function TestAll({ fields, beside }: { fields: readonly FieldDraft[]; beside?: ReactNode }) {
  const [lines, setLines] = useState<readonly Line[]>();
  const askTroubles = useAskTroubles();
  const { mayCheck } = usePickerDeps();
  const bound = fields.filter(({ state }) => state.kind === 'bound');
  const isBusy = lines?.some(({ outcome }) => !outcome) ?? false;
  const run = async () => {
    setLines(bound.map((field) => ({ field, outcome: undefined })));
    const inputs = bound.flatMap(({ state }) =>
      state.kind === 'bound'
        ? [{ secretManagerId: state.binding.secretManagerId, reference: state.binding.reference }]
        : [],
    );
    const all = await checkAll(inputs).catch(failedAction);
    setLines(bound.map((field, at) => ({ field, outcome: all.ok ? all.value[at] : all })));
    await askTroubles();
  };
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        {beside}
        {mayCheck && bound.length > 0 && (
          <Button icon={<CirclePlay />} isBusy={isBusy} onClick={run}>
            {words.run}
          </Button>
        )}
      </div>
      {lines && (
        <section aria-label={words.title} className="rounded border bg-surface">
          <div className="flex min-h-9 items-center justify-between gap-2 border-b py-1 pr-1 pl-3">
            <p aria-live="polite" className="font-medium">
              {summary(lines)}
            </p>
            <IconButton size="sm" label={words.close} icon={<X />} onClick={() => setLines(undefined)} />
          </div>
          <ul className="divide-y divide-line">
            {lines.map((line) => (
              <TestLine key={line.field.name} line={line} />
            ))}
          </ul>
          <p className="border-t px-3 py-2 text-ink-3 text-xs">{words.explain}</p>
        </section>
      )}
    </div>
  );
}

function TestLine({ line: { field, outcome } }: { line: Line }) {
  return (
    <li className="grid gap-x-4 gap-y-0.5 px-3 py-2 sm:grid-cols-[minmax(0,220px)_minmax(0,1fr)]">
      <span className="min-w-0">
        <span className="block truncate font-medium">{field.label || field.name}</span>
        {field.state.kind === 'bound' && (
          <span className="block truncate text-ink-3 text-xs">{bindingText(field.state.binding)}</span>
        )}
      </span>
      {outcome ? (
        <AnswerLine outcome={outcome} className="min-w-0" />
      ) : (
        <span className="flex items-center gap-2 text-ink-3">
          <LoaderCircle aria-hidden className="size-4 animate-spin" />
          {words.running}
        </span>
      )}
    </li>
  );
}

function summary(lines: readonly Line[]): string {
  if (lines.some(({ outcome }) => !outcome)) return words.running;
  const found = lines.filter(({ outcome }) => outcome?.ok && outcome.value.ok).length;
  return found === lines.length ? words.allFound(found) : words.someFound(found, lines.length);
}
