import { Facts } from '@/components/ui/facts';
import { Status } from '@/components/ui/status';
import type { Titles } from '@/lib/secrets/schema';
import { pickerWords } from './words';

const words = pickerWords.pasted;

/** Where a reference was found, and what it names. */
export function FoundNote({ manager, titles }: { manager: { name: string }; titles: Titles | undefined }) {
  return (
    <div className="grid gap-3 rounded border bg-surface p-3">
      <Status tone="ok">{words.foundIn(manager.name)}</Status>
      {titles && (
        <Facts
          className="gap-y-1 [&>div]:sm:grid-cols-[64px_minmax(0,1fr)]"
          facts={[
            { label: words.vault, value: titles.vault },
            { label: words.item, value: titles.item },
            ...(titles.section ? [{ label: words.section, value: titles.section }] : []),
            { label: words.field, value: titles.field },
          ]}
        />
      )}
    </div>
  );
}
