import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const mostFields = 4;

const english = {
  title: 'Needs attention',
  description: 'What is broken, about to break, or waiting for somebody, the most urgent first.',
  count: (items: number) => numberText(items),
  fields: (names: readonly string[]) =>
    names.length > mostFields
      ? `${names.slice(0, mostFields).join(', ')} and ${numberText(names.length - mostFields)} more`
      : names.join(', '),
  severities: {
    critical: { title: 'Now', text: 'Workloads fail, or are about to.' },
    warning: { title: 'Soon', text: 'Workloads will fail if it stays as it is.' },
    notice: { title: 'Later', text: 'Nothing fails because of these.' },
  },
  kinds: {
    manager_refused: 'Token refused',
    manager_unreachable: 'Unreachable',
    manager_rate_limited: 'Rate limited',
    connection_unserved: 'Workloads fail',
    reference_broken: 'Broken reference',
    reference_refused: 'Refused',
    field_missing: 'Field missing',
    budget_low: 'Requests nearly used up',
    clock_off: 'Clock off',
    key_ending: 'Expires soon',
    scan_failed: 'Scan incomplete',
    trust_ended: 'Trust ended',
    key_of_disabled_person: 'Creator disabled',
    reference_unverified: 'Not verified',
  },
  next: {
    replace_token: 'Replace token',
    repair: 'Repair',
    set_field: 'Set the field',
    rotate_key: 'Rotate key',
    check: 'Check',
    turn_on: 'Turn on again',
    open: 'Open',
  },
  empty: {
    title: 'Nothing needs you',
    text: 'No secret manager is in trouble, no reference is broken, and no key is about to expire.',
  },
} as const;

/** What the page of what needs attention says. */
export const words = inLanguages({ en: english, de: german });
