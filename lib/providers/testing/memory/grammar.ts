import { LatchkeyError } from '@/lib/kernel/errors';
import type { Locator, NamedPlace, ReferenceGrammar } from '@/lib/kernel/locator';
import { messageFor } from '@/lib/kernel/message';

const scheme = 'memory';
const begins = `${scheme}://`;
const form = /^memory:\/\/((?:[^/?#]+\/)+[^/?#]+)(?:#([^/?#]+))?$/;
const name = /^[^/?#]+$/;

/** References of the tests' own kind: `memory://mount/folder/…/secret`, all of a secret, or with `#key` one member of it. */
export const memoryGrammar: ReferenceGrammar = {
  scheme,
  example: 'memory://mount/folder/secret#key',
  levels: ['vault', 'item', 'field'],
  parse(text) {
    const [, unit = '', member = ''] = form.exec(text) ?? [];
    if (unit === '') throw invalid();
    const [container = '', ...rest] = unit.split('/');
    return locatorOf({ vault: container, item: rest.join('/'), field: member });
  },
  locate: locatorOf,
  namesOf: ({ container, unitId, member }) => ({ vault: container, item: unitId, field: member }),
  write(names) {
    const { text } = locatorOf(names);
    return form.test(text) ? text : undefined;
  },
  inForm: (text) => text,
  movedTo: ({ member }, { container, unitId }) =>
    locatorOf({ vault: container, item: unitId, field: member }).text,
  ways(text) {
    const tidy = text.replace(/^memory/i, scheme);
    return form.test(tidy) ? [memoryGrammar.namesOf(memoryGrammar.parse(tidy))] : [];
  },
  isId: (text) => text.split('/').every((part) => name.test(part)),
  fits: (text) => name.test(text),
  leastParts: 2,
  memberMark: '#',
  steps: ({ locator }) => [locator.parts.map((part) => [part] as const)],
  isPattern: (parts, isOpen) => (isOpen || parts.length > 1) && parts.every((part) => part !== ''),
  columnsOf: (parts) => Array.from({ length: parts }, (_, at) => ({ at: at + 1 })),
};

function locatorOf({ vault, item, field }: NamedPlace): Locator {
  const unit = `${vault}/${item}`;
  const path = field === '' ? unit : `${unit}#${field}`;
  return {
    text: `${begins}${path}`,
    scheme,
    parts: path.split('/'),
    container: vault,
    unit,
    unitId: item,
    member: field,
    // A path is its own id.
    isPinned: true,
    isVolatile: false,
  };
}

function invalid(): LatchkeyError {
  return new LatchkeyError('reference_invalid', { says: messageFor('referenceBegins', { begins }) });
}
