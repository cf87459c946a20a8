import { numberText } from '@/components/words/numbers';

/** The German of words.ts. */
export const german = {
  vaults: 'Ganze Tresore',
  searchVaults: 'Tresore suchen',
  noSuchVault: (search: string) => `Kein Tresor hat „${search}“ im Namen.`,
  noVaults: 'Das Token sieht keinen Tresor.',
  everything: 'Alles',
  environments: 'Ganze Environments',
  everythingHelp: 'Alle Tresore und Environments, auch solche, die es später sieht.',
  patterns: 'Muster',
  patternsHelp:
    'Eines je Zeile: op://Tresor/Objekt/Feld nach Name oder ID. * steht für beliebigen Text in einem Teil, ** am Ende für alles darunter. Ein gewählter Tresor fügt hier eine Zeile hinzu.',
  placeholder: 'op://Produktion/**',
  wrongLines: (lines: string, count: number, why: string) =>
    count === 1 ? `Zeile ${lines}: ${why}` : `${numberText(count)} Zeilen (${lines}): ${why}`,
  summary: {
    everything: 'Alles',
    nothing: 'Nichts',
    vaults: (names: string, more: number) =>
      more === 0 ? names : `${names} und ${numberText(more)} weitere`,
    patterns: (count: number) => (count === 1 ? '1 Muster' : `${numberText(count)} Muster`),
  },
  preview: {
    title: 'Was das jetzt erlaubt',
    none: 'Noch nichts. Kreuzen Sie einen Tresor an, oder schreiben Sie ein Muster.',
    noMatch: 'Nichts, was das Token jetzt sieht.',
    environmentsAlone: 'Kein Tresor. Die Muster nennen Environments, die nicht aufgelistet sind.',
    whole: 'ganzer Tresor',
    part: (count: number) => (count === 1 ? 'aus 1 Objekt' : `aus ${numberText(count)} Objekten`),
    items: (count: number) => (count === 1 ? '1 Objekt' : `${numberText(count)} Objekte`),
    notRead: 'einige Objekte',
    wholeEnvironment: 'ganzes Environment',
    partOfEnvironment: (count: number) => (count === 1 ? '1 Variable' : `${numberText(count)} Variablen`),
    variablesNotRead: 'einige Variablen',
    left: (count: number) =>
      count === 1 ? 'Nichts aus 1 weiteren Tresor' : `Nichts aus ${numberText(count)} weiteren Tresoren`,
    unmatched: 'Trifft jetzt nichts',
    first: (count: number) => `Die ersten ${numberText(count)} Muster werden betrachtet.`,
    firstItems: (shown: number, all: number) => `Die ersten ${numberText(shown)} von ${numberText(all)}.`,
    loading: 'Sieht nach, was diese Muster treffen',
  },
};
