import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  title: 'Broken references',
  description:
    'Bindings that the secret manager can’t find any more. Scan to catch them before a workload does.',
  connections: 'Connections',
  list: {
    label: 'Broken references',
    kind: 'What is wrong',
    anyKind: 'Anything wrong',
    manager: 'Secret manager',
    anyManager: 'Any secret manager',
    removed: 'Removed',
    since: 'Since',
  },
  kinds: {
    moved: 'Moved',
    archived: 'Archived',
    deleted: 'Deleted',
    field_gone: 'Field gone',
    ambiguous: 'Ambiguous',
    not_found: 'Never found',
    forbidden: 'Not permitted',
    manager_gone: 'Secret manager removed',
    missing: 'Missing',
    unreadable: 'Unreadable',
  },
  repair: {
    take: 'Use this one',
    takeFor: (names: string, field: string) => `Use ${names} for ${field}`,
    choose: 'Choose another',
    chooseFor: (field: string) => `Choose another secret for ${field}`,
    instead: 'Could be bound instead',
    done: (field: string) => `${field} is bound again`,
    since: 'Noticed',
    backAgain: (field: string) => `${field} is found again`,
    lookFor: 'Find a replacement',
    offers: (field: string, count: number) =>
      `${field}: ${count === 1 ? '1 replacement is' : `${numberText(count)} replacements are`} offered`,
    noOffer: (field: string) => `${field}: nothing near it was found. Choose another secret, or restore it.`,
    inForm: 'Bound in the form. Save your changes to keep it.',
  },
  look: 'See what is wrong and find a replacement',
  countBroken: (count: number) => `${numberText(count)} broken`,
  banner: (count: number) =>
    count === 1 ? 'One reference is broken' : `${numberText(count)} references are broken`,
  bannerText: (fields: string) =>
    `${fields}: the secret manager can’t find it any more. Workloads fail when the cached value expires.`,
  failing: 'Workloads cannot get this connection',
  unservedText: (fields: string, manager: string) =>
    `${fields}: “${manager}” cannot be asked now, and nothing is cached that may still be used.`,
  failingText: (fields: string) => `${fields}: not found on the last read.`,
  scan: {
    run: 'Scan now',
    runAll: 'Scan all',
    about: (requests: number) =>
      requests === 1 ? 'about 1 request' : `about ${numberText(requests)} requests`,
    done: 'Scan finished',
    result: (fields: number, broken: number, healed: number, requests: number) =>
      [
        fields === 1 ? '1 reference looked at' : `${numberText(fields)} references looked at`,
        broken === 0 ? 'none broken' : `${numberText(broken)} broken`,
        ...(healed === 0 ? [] : [`${numberText(healed)} healed`]),
        requests === 1 ? '1 request' : `${numberText(requests)} requests`,
      ].join(', '),
    someFailed: (names: string) => `Not scanned: ${names}`,
    nothing: 'Nothing is bound yet, so there is nothing to scan.',
  },
  empty: {
    title: 'No broken reference',
    text: 'Every bound reference was found when it was last read or scanned.',
  },
  checks: {
    unsure: {
      title: 'No broken reference is known',
      text: 'Not every bound reference could be checked, so more may be broken.',
    },
    some: 'Not every bound reference could be checked, so more may be broken',
    label: 'How far references were checked',
    references: (count: number) => (count === 1 ? '1 reference' : `${numberText(count)} references`),
    never: 'never scanned',
    incomplete: 'last scan was incomplete',
    complete: 'last scanned completely',
    trouble: {
      connected: 'not asked at present',
      untested: 'not asked at present',
      degraded: 'answers in part',
      refused: 'token refused',
      rate_limited: 'rate limited',
      unreachable: 'unreachable',
    },
  },
  nothing: {
    title: 'Nothing of this kind',
    text: 'No broken reference matches the filters. Remove them to see the others.',
    clear: 'Show all',
  },
} as const;

/** Words of what scans find. */
export const findingWords = inLanguages({ en: english, de: german });
