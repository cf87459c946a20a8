import type { Binding } from '@/components/picker/binding';
import { pickerWords } from '@/components/picker/words';

/** A binding by names, for eyes: "Production / Stripe / Secret Key". */
export function bindingText({ titles, shownReference }: Binding): string {
  if (!titles) return shownReference;
  const { vault, item, section, field } = titles;
  const path = [vault, item, section, field].filter(Boolean).join(' / ');
  if (shownReference.endsWith('?attribute=otp')) return `${path}, ${pickerWords.forms.otp}`;
  if (shownReference.endsWith('?ssh-format=openssh')) return `${path}, ${pickerWords.forms.openssh}`;
  return path;
}
