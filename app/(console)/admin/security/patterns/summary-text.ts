import { type Summary, summaryOf } from './summary';
import { patternWords } from './words';

const words = patternWords.summary;
const mostNamed = 3;

/** What patterns let through, in a few words: “Everything”, “Vaults Production, Shared and 2 patterns”. */
export function summaryText(patterns: readonly string[]): string {
  return textOf(summaryOf(patterns));
}

function textOf(summary: Summary): string {
  switch (summary.kind) {
    case 'everything':
      return words.everything;
    case 'nothing':
      return words.nothing;
    case 'some': {
      const named = summary.vaults.slice(0, mostNamed).join(', ');
      const more = summary.vaults.length - mostNamed;
      const vaults = summary.vaults.length === 0 ? [] : [words.vaults(named, Math.max(0, more))];
      const others = summary.others === 0 ? [] : [words.patterns(summary.others)];
      return [...vaults, ...others].join(' · ');
    }
  }
}
