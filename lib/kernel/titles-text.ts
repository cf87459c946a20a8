import type { GivenTitles } from './locator';

/** Titles as people read them, "Production / Stripe / Secret Key", without what there is none of: a variable has no item. */
export function titlesText({ vault, item, section, field }: GivenTitles): string {
  return [vault, item, section, field].filter(Boolean).join(' / ');
}
