import { secretPlace } from '@/lib/kernel/text-around';

const hidden = '••••';

/** A text around a secret as it may be looked at: `Bearer ••••`. */
export function shownText(text: string): string {
  return text.split(secretPlace).join(hidden);
}
