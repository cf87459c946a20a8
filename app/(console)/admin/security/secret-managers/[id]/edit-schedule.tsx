'use client';

import { CalendarClock } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuChoices } from '@/components/ui/dropdown-menu';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import { type ScanSchedule, scanSchedules } from '@/lib/managers/scan-schedules';
import { updateAction } from './actions';
import { words } from './words';

/** How often it is scanned automatically. */
export function EditSchedule({ id, schedule }: { id: string; schedule: ScanSchedule }) {
  const update = useOutcome(updateAction);
  const choose = async (scanSchedule: ScanSchedule) => {
    if (scanSchedule === schedule) return;
    const outcome = await update.run({ id, patch: { scanSchedule } });
    if (outcome.ok) toast.done(words.scan.saved(words.scan.schedules[scanSchedule]));
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button
          size="sm"
          variant="quiet"
          icon={<CalendarClock />}
          isBusy={update.isBusy}
          aria-label={`${words.scan.schedule}: ${words.scan.schedules[schedule]}`}
        >
          {words.scan.schedules[schedule]}
        </Button>
      }
    >
      <MenuChoices
        label={words.scan.schedule}
        value={schedule}
        onValueChange={(chosen) => void choose(chosen)}
        options={scanSchedules.map((each) => ({ value: each, label: words.scan.schedules[each] }))}
      />
    </Menu>
  );
}
