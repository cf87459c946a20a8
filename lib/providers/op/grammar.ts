import type { Locator, NamedPlace, PatternColumn, ReferenceGrammar, Step } from '@/lib/kernel/locator';
import {
  attributeOfForm,
  fitsReference,
  formatReference,
  isBoundById,
  isReferenceId,
  parseReference,
  type Reference,
} from './reference';
import { referenceWays } from './reference-ways';

const scheme = 'op';
const mostParts = 4;

/** References of 1Password, which its service accounts and Connect servers read alike. */
export const opGrammar: ReferenceGrammar = {
  scheme,
  example: 'op://vault/item/field',
  levels: ['vault', 'item', 'field'],
  parse: (text) => locatorOf(parseReference(text)),
  locate: (names) => locatorOf(referenceNamed(names)),
  namesOf(locator) {
    const { attribute: _form, ...names } = referenceOf(locator);
    return names;
  },
  write(names) {
    const { vault, item, section, field } = names;
    const isWritable = [vault, item, section ?? '', field].every(fitsReference);
    return isWritable && vault !== '' && item !== '' && field !== ''
      ? formatReference(referenceNamed(names))
      : undefined;
  },
  inForm(text, form) {
    const { attribute: _before, ...place } = parseReference(text);
    return formatReference(inForm(place, form));
  },
  movedTo(locator, { container, unitId }) {
    const { attribute: _form, ...place } = referenceOf(locator);
    return formatReference({ ...place, vault: container, item: unitId });
  },
  ways: (text) => referenceWays(text).map(({ attribute: form, ...names }) => ({ ...names, form })),
  isId: isReferenceId,
  fits: fitsReference,
  leastParts: 3,
  // "Copy private link", as 1Password gives it.
  unitOfLink({ pathname, searchParams }) {
    const container = searchParams.get('v') ?? '';
    const unitId = searchParams.get('i') ?? '';
    const isLink = pathname === '/open/i' && isReferenceId(container) && isReferenceId(unitId);
    return isLink ? { container, unitId } : undefined;
  },
  steps({ locator: { parts }, titles }) {
    const [vault = '', item = '', third = '', fourth] = parts;
    const section = fourth === undefined ? '' : third;
    const above: Step[] = [
      [vault, titles?.vault],
      [item, titles?.item],
    ];
    const field: Step = [fourth ?? third, titles?.field];
    // Three parts name a field in whatever section, four its section too.
    return [
      [...above, field],
      [...above, [section, titles?.section], field],
    ];
  },
  isPattern(parts, isOpen) {
    if (parts.length > mostParts || (!isOpen && parts.length < 3)) return false;
    // Only the section may be nameless.
    return parts.every((part, at) => part !== '' || (at === 2 && parts.length === mostParts));
  },
  columnsOf(parts, isOpen) {
    // An open pattern of three parts names a section: what has none does not lie below it.
    if (isOpen && parts === 3) return undefined;
    const columns =
      parts <= 3 ? [...aboveColumns, fieldColumn] : [...aboveColumns, sectionColumn, fieldColumn];
    return columns.slice(0, parts);
  },
};

const aboveColumns: readonly PatternColumn[] = [
  { at: 1, title: 'vault' },
  { at: 2, title: 'item' },
];
const sectionColumn: PatternColumn = { at: 3, title: 'section' };
const fieldColumn: PatternColumn = { at: 'last', title: 'field' };

/** A locator of this scheme taken apart again, without reading its text. */
export function referenceOf({ parts, form }: Locator): Reference {
  const [vault = '', item = '', third = '', fourth] = parts;
  const place = fourth === undefined ? { field: third } : { section: third, field: fourth };
  return inForm({ vault, item, ...place }, form);
}

/** The locator of a reference taken apart. */
export function locatorOf(reference: Reference): Locator {
  const { vault, item, section, field, attribute } = reference;
  return {
    text: formatReference(reference),
    scheme,
    parts: section === undefined ? [vault, item, field] : [vault, item, section, field],
    container: vault,
    unit: `${vault}/${item}`,
    unitId: item,
    member: field,
    ...(attribute ? { form: attribute } : {}),
    isPinned: isBoundById(reference),
    isVolatile: attribute === 'otp',
  };
}

function referenceNamed({ vault, item, section, field, form }: NamedPlace): Reference {
  return inForm({ vault, item, ...(section === undefined ? {} : { section }), field }, form);
}

function inForm(place: Reference, form: string | undefined): Reference {
  const attribute = attributeOfForm(form);
  return attribute ? { ...place, attribute } : place;
}
