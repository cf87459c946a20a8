import type { Binding } from '@/components/picker/binding';
import { pickerWords } from '@/components/picker/words';

/** A binding by names, for eyes: "Production / Stripe / Secret Key"; where room is scarce without the vault. */
export function bindingText(
  { titles, shownReference }: Binding,
  length: 'whole' | 'without-vault' = 'whole',
): string {
  if (!titles) return shownReference;
  const { vault, item, section, field } = titles;
  const path = [length === 'whole' && vault, item, section, field].filter(Boolean).join(' / ');
  if (shownReference.endsWith('?attribute=otp')) return `${path}, ${pickerWords.forms.otp}`;
  if (shownReference.endsWith('?ssh-format=openssh')) return `${path}, ${pickerWords.forms.openssh}`;
  return path;
}
