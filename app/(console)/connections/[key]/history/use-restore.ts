'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@/components/ui/navigate-provider';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { RestoreInput, RestorePreview } from '@/lib/connections/version-schema';
import { restore as restoreAction } from '../../actions';
import { historyWords } from './words';

const words = historyWords.restore;

/**
 * Restores versions of a connection and says so. The toast takes it back by restoring the version that is `current`,
 * where nothing has to be asked for that.
 */
export function useRestore({
  key,
  current,
  onDone,
}: {
  key: string;
  current: number | undefined;
  onDone: () => void;
}) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { run: ask, ...state } = useOutcome(restoreAction);
  const run = async (version: number, restore: RestoreInput, isUndo?: 'undo') => {
    const outcome = await ask({ key, version, restore });
    if (!outcome.ok) {
      if (isUndo) toast.problem(outcome.problem.title, { description: outcome.problem.detail });
      return;
    }
    const view = outcome.value;
    onDone();
    await queries.invalidateQueries({
      predicate: ({ queryKey: [path] }) => String(path).startsWith('/api/v1/connections'),
    });
    if (view.key !== key) navigate.replace(`/connections/${view.key}?part=history`);
    toast.done(words.done(version), {
      ...(isUndo || current === undefined || view.key !== key
        ? {}
        : { action: { label: words.undo, onClick: () => void run(current, {}, 'undo') } }),
    });
  };
  return {
    ...state,
    run,
    /** Whether what is wrong stands at a field that is asked for. */
    isAsked: ({ asks }: RestorePreview) =>
      asks.some(({ field }) => state.problem?.fields?.[`fields.${field}`] !== undefined),
  };
}
