'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failedAction } from '@/components/query/failed-action';
import { toast } from '@/components/ui/toast';
import type { RepointInput, RepointPreview, RepointResult } from '@/lib/connections/repoint-schema';
import type { Outcome } from '@/lib/kernel/outcome';
import type { Problem } from '@/lib/kernel/problem';
import { repoint, undo } from './actions';
import { arrangeWords } from './words';

const words = arrangeWords.repoint;
// Each takes about a second: often enough to be seen going on, and nobody waits long for its transaction.
const atOnce = 100;
const readAnewPaths = [
  '/api/v1/connections',
  '/api/v1/references/places',
  '/api/v1/references/findings',
] as const;

type Changes = RepointInput['changes'];

/** Applies a preview, some connections at a time, and offers the way back for all that was done. */
export function useRepoint() {
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  const readAnew = () =>
    Promise.all(readAnewPaths.map((path) => queries.invalidateQueries({ queryKey: [path] })));

  const runUndo = async (ids: readonly string[]) => {
    const results: RepointResult[] = [];
    let stopped: Problem | undefined;
    // The last that was done is the first to be undone.
    for (const id of [...ids].reverse()) {
      const outcome = await asked(undo(id));
      if (outcome.ok) results.push(outcome.value);
      else stopped = outcome.problem;
    }
    await readAnew();
    if (stopped) toast.problem(stopped.title, { description: stopped.detail });
    if (results.length > 0) {
      const { changed, left } = together(results);
      toast.done(words.undone(changed.length), leftText(left));
    }
  };

  /** Answers whether anything was done. What was done before a failure stays, and can be undone. */
  const run = async (fromId: string, toId: string, changes: Changes): Promise<boolean> => {
    const results: RepointResult[] = [];
    let stopped: Problem | undefined;
    setProblem(undefined);
    setDone(0);
    setBusy(true);
    for (let at = 0; at < changes.length && !stopped; at += atOnce) {
      const outcome = await asked(repoint({ fromId, toId, changes: changes.slice(at, at + atOnce) }));
      if (outcome.ok) results.push(outcome.value);
      else stopped = outcome.problem;
      setDone(Math.min(changes.length, at + atOnce));
    }
    setBusy(false);
    setProblem(stopped);
    if (results.length > 0) {
      const { changed, left } = together(results);
      const fields = changed.reduce((sum, each) => sum + each.fields.length, 0);
      const ids = results.filter((each) => each.changed.length > 0).map(({ id }) => id);
      toast.done(words.done(fields, changed.length), {
        ...leftText(left),
        ...(ids.length > 0 ? { action: { label: words.undo, onClick: () => void runUndo(ids) } } : {}),
        duration: 12_000,
      });
    }
    await readAnew();
    return stopped === undefined;
  };
  return { run, isBusy, done, problem };
}

/** The fields of a preview that can be bound, by connection. */
export function changesOf({ connections }: RepointPreview): Changes {
  return connections.flatMap(({ key, revision, fields }) => {
    const fine = fields.flatMap(({ name, reference, outcome }) =>
      outcome === 'fine' && reference ? [[name, reference] as const] : [],
    );
    return fine.length > 0 ? [{ key, revision, fields: Object.fromEntries(fine) }] : [];
  });
}

async function asked(action: Promise<Outcome<RepointResult>>): Promise<Outcome<RepointResult>> {
  return action.catch(failedAction);
}

function together(results: readonly RepointResult[]): Pick<RepointResult, 'changed' | 'left'> {
  return {
    changed: results.flatMap(({ changed }) => changed),
    left: results.flatMap(({ left }) => left),
  };
}

const mostNamed = 5;

function leftText(left: RepointResult['left']): { description?: string } {
  const keys = [...new Set(left.map(({ key }) => key))];
  return keys.length > 0
    ? { description: words.left(keys.slice(0, mostNamed).join(', '), keys.length - mostNamed) }
    : {};
}
