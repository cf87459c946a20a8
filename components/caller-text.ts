import { callerWords } from '@/components/words/callers';
import { keyLabelPrefix, systemCaller } from '@/lib/kernel/caller';

/** Who did something, as people call it in their language, from the label that is stored: a person, an API key, Latchkey itself. */
export function callerText(label: string): string {
  if (label === systemCaller.label) return 'Latchkey';
  return label.startsWith(keyLabelPrefix) ? callerWords.key(label.slice(keyLabelPrefix.length)) : label;
}
