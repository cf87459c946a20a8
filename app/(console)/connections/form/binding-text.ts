import type { Binding } from '@/components/picker/binding';
import { levelWords, pickerWords } from '@/components/picker/words';
import { grammarIn } from '@/lib/providers/references';

/** A binding by names, for eyes: "Production / Stripe / Secret Key"; where room is scarce without the vault. */
export function bindingText(
  { titles, reference, shownReference }: Binding,
  length: 'whole' | 'without-vault' = 'whole',
): string {
  if (!titles) return shownReference;
  const { vault, item, section, field } = titles;
  // What is no vault says so.
  const top = levelWords(grammarIn(reference)?.levels[0] ?? 'vault').named(vault);
  const path = [length === 'whole' && top, item, section, field].filter(Boolean).join(' / ');
  if (shownReference.endsWith('?attribute=otp')) return `${path}, ${pickerWords.forms.otp}`;
  if (shownReference.endsWith('?ssh-format=openssh')) return `${path}, ${pickerWords.forms.openssh}`;
  return path;
}
