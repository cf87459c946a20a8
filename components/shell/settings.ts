import { language } from '@/components/words/languages';
import { type Language, languageCookie } from '@/lib/kernel/language';

/** What the frame remembers, in cookies, so that the server draws it right at once. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export type RailState = 'open' | 'folded';

export const themeCookie = 'latchkey-theme';
export const railCookie = 'latchkey-rail';
/** Set when somebody has hidden the first steps. */
export const stepsCookie = 'latchkey-begun';

const yearSeconds = 365 * 24 * 3600;

/** The theme in a cookie's text; anything else means as the system. */
export function themeOf(text: string | undefined): Theme {
  return themes.find((theme) => theme === text) ?? 'system';
}

/** Sets the theme now and remembers it. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  remember(themeCookie, theme);
}

/** Remembers the language and reloads the page in it: a document speaks one language. Browser only. */
export function chooseLanguage(chosen: Language): void {
  remember(languageCookie, chosen);
  if (chosen !== language()) location.reload();
}

/** Writes one of the frame's cookies. Browser only. */
export function remember(
  name: typeof themeCookie | typeof railCookie | typeof stepsCookie | typeof languageCookie,
  value: string,
): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we serve
  document.cookie = `${name}=${value}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
