'use client';

import { cn } from '@/components/ui/cn';
import { language } from '@/components/words/languages';
import { shellWords } from '@/components/words/shell';
import { languages } from '@/lib/kernel/language';
import { chooseLanguage } from './settings';

/** The languages side by side, where no account menu is yet. Each is named in its own words. */
export function LanguageChoice() {
  const words = shellWords.language;
  return (
    <fieldset className="flex gap-1 text-xs">
      <legend className="sr-only">{words.label}</legend>
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language()}
          onClick={() => chooseLanguage(each)}
          className={cn(
            'control rounded px-2 text-ink-2 transition-colors hover:bg-hover hover:text-ink',
            each === language() && 'bg-active font-medium text-ink',
          )}
        >
          {words[each]}
        </button>
      ))}
    </fieldset>
  );
}
