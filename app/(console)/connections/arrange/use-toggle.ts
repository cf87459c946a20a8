'use client';

import { useQueryClient } from '@tanstack/react-query';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import { disable, enable } from './actions';
import { inChunks, joinChanged } from './in-chunks';
import { arrangeWords } from './words';

const words = arrangeWords.toggle;
const bulk = arrangeWords.bulk;

type Way = 'disable' | 'enable';

/** Switches connections off or on, says so, and takes it back from the toast. */
export function useToggle() {
  const queries = useQueryClient();
  const off = useOutcome(disable);
  const on = useOutcome(enable);
  const run = async (way: Way, connections: readonly { key: string; name: string }[], isUndo?: 'undo') => {
    const keys = connections.map(({ key }) => key);
    const outcome = await inChunks(
      keys,
      (some) => (way === 'disable' ? off : on).run({ keys: some }),
      joinChanged,
    );
    await queries.invalidateQueries({ queryKey: ['/api/v1/connections'] });
    if (!outcome.ok) {
      toast.problem(outcome.problem.title, { description: outcome.problem.detail });
      return false;
    }
    const changed = connections.filter(({ key }) => outcome.value.changed.includes(key));
    if (changed.length === 0) {
      toast.note(bulk.sameAlready);
      return true;
    }
    toast.done(doneText(way, changed), {
      ...(isUndo
        ? {}
        : {
            action: {
              label: words.undo,
              onClick: () => void run(way === 'disable' ? 'enable' : 'disable', changed, 'undo'),
            },
          }),
    });
    return true;
  };
  return { run, isBusy: off.isBusy || on.isBusy };
}

function doneText(way: Way, changed: readonly { name: string }[]): string {
  const [only] = changed;
  if (only && changed.length === 1)
    return way === 'disable' ? words.disabled(only.name) : words.enabled(only.name);
  return way === 'disable' ? bulk.manyDisabled(changed.length) : bulk.manyEnabled(changed.length);
}
