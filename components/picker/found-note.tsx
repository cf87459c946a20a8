import { Facts } from '@/components/ui/facts';
import { Status } from '@/components/ui/status';
import type { Level } from '@/lib/kernel/locator';
import { grammarIn } from '@/lib/providers/references';
import type { Titles } from '@/lib/secrets/schema';
import { levelWords, pickerWords } from './words';

const words = pickerWords.pasted;

export interface FoundNoteProps {
  manager: { name: string };
  reference: string | undefined;
  titles: Titles | undefined;
}

/** Where a reference was found, and what it names, level by level. */
export function FoundNote({ manager, reference = '', titles }: FoundNoteProps) {
  return (
    <div className="grid gap-3 rounded border bg-surface p-3">
      <Status tone="ok">{words.foundIn(manager.name)}</Status>
      {titles && (
        <Facts
          className="gap-y-1 [&>div]:sm:grid-cols-[88px_minmax(0,1fr)]"
          facts={(grammarIn(reference)?.levels ?? []).flatMap((level) => factsOf(level, titles))}
        />
      )}
    </div>
  );
}

function factsOf(level: Level, { vault, item, section, field }: Titles) {
  const label = levelWords(level).one;
  switch (level) {
    case 'vault':
    case 'environment':
      return [{ label, value: vault }];
    case 'item':
      return [{ label, value: item }];
    case 'field':
    case 'variable':
      return [...(section ? [{ label: words.section, value: section }] : []), { label, value: field }];
  }
}
