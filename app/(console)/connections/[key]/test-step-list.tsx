'use client';

import { LoaderCircle } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import { durationText } from '@/components/ui/relative';
import { Status } from '@/components/ui/status';
import { type Tone, toneIcons } from '@/components/ui/tone';
import { testStepNames } from '@/lib/connections/names';
import type { TestStep } from '@/lib/connections/schema';
import { type AppId, appOf } from '@/lib/kernel/apps';
import { isOwnTrouble } from '@/lib/probes/outcomes';
import { testWords as words } from './test-words';

const tones: Record<TestStep['state'], Tone> = {
  ok: 'ok',
  warned: 'warn',
  failed: 'bad',
  not_tested: 'idle',
};

const inks = {
  ok: 'text-ok-ink',
  warn: 'text-warn-ink',
  bad: 'text-bad-ink',
  info: 'text-info-ink',
} as const;

/** The steps of a test, each with how it ended, how long it took, and what to do next. */
export function TestStepList({ app, steps }: { app: AppId; steps: readonly (TestStep | undefined)[] }) {
  const running = steps.indexOf(undefined);
  return (
    <section aria-label={words.stepsLabel} className="rounded border bg-surface">
      <p role="status" className="flex min-h-9 items-center border-b px-3 py-1 font-medium">
        <Summary steps={steps} />
      </p>
      <ol className="divide-y divide-line">
        {testStepNames.map((name, at) => {
          const step = steps[at];
          return (
            <li key={name} className="grid gap-1 px-3 py-2.5">
              <div className="flex min-h-6 items-center justify-between gap-3">
                <span className="font-medium">{words.steps[name]}</span>
                {step ? <Ended step={step} /> : <Pending isRunning={at === running} />}
              </div>
              {step && <Details app={app} step={step} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Ended({ step: { state, code, durationMs } }: { step: TestStep }) {
  return (
    <span className="flex shrink-0 items-center gap-3">
      {code !== 'not_tried' && state !== 'not_tested' && (
        <span className="tabular text-ink-3 text-xs">{durationText(durationMs)}</span>
      )}
      <Status tone={tones[state]}>{words.states[state]}</Status>
    </span>
  );
}

function Pending({ isRunning }: { isRunning: boolean }) {
  if (!isRunning) return <span className="text-ink-3">{words.waiting}</span>;
  return (
    <span className="flex items-center gap-2 text-ink-3">
      <LoaderCircle aria-hidden className="size-4 animate-spin" />
      {words.running}
    </span>
  );
}

function Details({ app, step }: { app: AppId; step: TestStep }) {
  const { what, next } = outcomeWords(step);
  return (
    <div className="grid gap-0.5 text-ink-2">
      {step.host && <p className="break-all font-mono text-xs">{step.host}</p>}
      <p>
        {what}
        {step.httpStatus !== undefined && (
          <span className="text-ink-3"> {words.status(step.httpStatus)}</span>
        )}
      </p>
      {next && <p>{next}</p>}
      {step.fields && step.fields.length > 0 && <FieldList app={app} fields={step.fields} />}
    </div>
  );
}

function FieldList({ app, fields }: { app: AppId; fields: NonNullable<TestStep['fields']> }) {
  const labels = new Map(appOf(app).fields.map(({ name, label }) => [name, label]));
  return (
    <ul className="mt-1 grid gap-1 text-xs">
      {fields.map(({ name, source, state, ageMs, problem }) => (
        <li key={name} className="grid gap-x-3 sm:grid-cols-[minmax(0,160px)_minmax(0,1fr)]">
          <span className="truncate">{labels.get(name) ?? <code>{name}</code>}</span>
          {problem ? (
            <span className="text-bad-ink">{problem.message}</span>
          ) : (
            <span className="text-ink-3">
              {source && sourceText(source, ageMs ?? 0)}
              {state === 'stale' && ` · ${words.stale}`}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function sourceText(source: keyof typeof words.sources, ageMs: number): string {
  const text = words.sources[source];
  return source === 'literal' || ageMs < 1_000 ? text : words.aged(text, durationText(ageMs));
}

/** The words of a code in the language of the moment; those of the API for a code that is new to this page. */
function outcomeWords(step: TestStep): { what: string; next?: string } {
  const known: Record<string, { what: string; next?: string }> = words.outcomes;
  return known[step.code] ?? step;
}

// Latchkey held the call back, so it tells nothing of the app.
const unsentCodes: readonly string[] = [
  'host_private',
  'host_not_listed',
  'http_not_encrypted',
  'postgres_not_encrypted',
  'mysql_not_encrypted',
  'mysql_clear_password',
  'smtp_not_encrypted',
  'redis_not_encrypted',
];

function isUnsent({ code }: TestStep): boolean {
  return unsentCodes.includes(code);
}

function Summary({ steps }: { steps: readonly (TestStep | undefined)[] }) {
  const ended = steps.filter((step) => step !== undefined);
  if (ended.length < steps.length) return words.summary.running;
  const states = ended.map(({ state }) => state);
  const broken = ended.filter(({ state }) => state === 'failed');
  if (broken.length > 0) {
    return broken.every(isUnsent) ? (
      <End tone="warn">{words.summary.unsent}</End>
    ) : (
      <End tone="bad">{words.summary.failed}</End>
    );
  }
  const own = ended.find(({ code }) => isOwnTrouble(code));
  if (own) return <End tone="info">{ownTroubleText(own)}</End>;
  if (states.includes('warned')) return <End tone="warn">{words.summary.warned}</End>;
  if (states.includes('not_tested')) return <End tone="info">{words.summary.partly}</End>;
  return <End tone="ok">{words.summary.ok}</End>;
}

function ownTroubleText({ code, host }: TestStep): string {
  const { notLookedUp, noRoute, noWay } = words.summary;
  const name = host?.replace(/:\d+$/, '');
  if (code === 'dns_failed') return notLookedUp(name);
  return code === 'network_unreachable' ? noRoute(name) : noWay(name);
}

/** As a Status, on as many lines as the sentence takes. */
function End({ tone, children }: { tone: 'ok' | 'warn' | 'bad' | 'info'; children: string }) {
  const Icon = toneIcons[tone];
  return (
    <span className={cn('flex items-start gap-1.5', inks[tone])}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {children}
    </span>
  );
}
