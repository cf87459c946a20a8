import { LatchkeyError } from '@/lib/kernel/errors';
import type { Locator, NamedPlace, PatternColumn, ReferenceGrammar, Step } from '@/lib/kernel/locator';
import { type Message, messageFor } from '@/lib/kernel/message';
import { attributeOfForm, attributeOfQuery, isReferenceId } from './reference';

const scheme = 'op-environment';
const begins = `${scheme}://`;
const form = /^op-environment:\/\/([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/;

/**
 * References to variables of 1Password Environments: `op-environment://{environmentId}/{NAME}`, the name percent-encoded where
 * an address needs it. Without a name: all variables, as a JSON object. An Environment is named by its id alone: that is what
 * 1Password's own tools take, and two may have one title.
 */
export const environmentGrammar: ReferenceGrammar = {
  scheme,
  example: 'op-environment://environmentId/NAME',
  levels: ['environment', 'variable'],
  parse(text) {
    if (!text.startsWith(begins)) throw invalid(messageFor('referenceBegins', { begins }));
    const [, environmentId = '', name, query] = form.exec(text) ?? [];
    if (!isReferenceId(environmentId)) throw invalid(messageFor('environmentById'));
    if (name === '') throw invalid(messageFor('environmentNameless'));
    const attribute = query === undefined ? undefined : attributeOfQuery(query);
    if (query !== undefined && (attribute !== 'otp' || name === undefined)) {
      throw invalid(messageFor('environmentQuery'));
    }
    return locatorOf({ vault: environmentId, field: decoded(name ?? ''), form: attribute });
  },
  locate: locatorOf,
  namesOf: ({ container, member }) => ({ vault: container, item: '', field: member }),
  write: (names) =>
    isReferenceId(names.vault) && names.field !== '' && isEncodable(names.field)
      ? locatorOf(names).text
      : undefined,
  inForm(text, to) {
    const { container, member } = environmentGrammar.parse(text);
    return locatorOf({ vault: container, field: member, form: to }).text;
  },
  movedTo: ({ member }, { container }) => locatorOf({ vault: container, field: member }).text,
  ways(text) {
    const tidy = text.replace(/^op-environment/i, scheme);
    try {
      return [environmentGrammar.namesOf(environmentGrammar.parse(tidy))];
    } catch {
      return [];
    }
  },
  isId: isReferenceId,
  fits: (name) => name !== '' && isEncodable(name),
  leastParts: 2,
  steps({ locator: { parts }, titles }) {
    const [environmentId = '', name = ''] = parts;
    // Without a name it means all variables. Their name is then empty, which only `*` and `**` let through.
    const variable: Step = [name, name === '' ? undefined : (titles?.field ?? decoded(name))];
    return [[[environmentId, titles?.vault], variable]];
  },
  isPattern: (parts, isOpen) =>
    parts.every((part) => part !== '') && (isOpen ? parts.length <= 1 : parts.length === 2),
  columnsOf: (parts) => columns.slice(0, parts),
};

const columns: readonly PatternColumn[] = [
  { at: 1, title: 'vault' },
  { at: 2, title: 'field' },
];

function locatorOf({ vault, field, form: asked }: Omit<NamedPlace, 'item'>): Locator {
  const name = isEncodable(field) ? encodeURIComponent(field) : field;
  const attribute = attributeOfForm(asked) === 'otp' ? 'otp' : undefined;
  const path = name === '' ? vault : `${vault}/${name}`;
  return {
    text: `${begins}${path}${attribute ? '?attribute=otp' : ''}`,
    scheme,
    parts: path.split('/'),
    container: vault,
    // One read returns all of an Environment.
    unit: vault,
    unitId: vault,
    member: field,
    ...(attribute ? { form: attribute } : {}),
    // A name is the contract of an Environment: a renamed variable is another one.
    isPinned: true,
    isVolatile: attribute === 'otp',
  };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw invalid(messageFor('environmentEncoding'));
  }
}

/** An unpaired half of a character beyond the first 65,536 has no place in an address. */
function isEncodable(name: string): boolean {
  return name.isWellFormed();
}

function invalid(says: Message): LatchkeyError {
  return new LatchkeyError('reference_invalid', { says });
}
