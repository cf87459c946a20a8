import type { Candidate } from '@/lib/connections/candidate';
import type { Locator } from '@/lib/kernel/locator';
import type { BrowsedContent, BrowsedField, BrowsedVariable } from '@/lib/providers/contract';
import { inForm, movedTo } from '@/lib/providers/references';
import type { Titles } from '@/lib/secrets/schema';

/** An item that could be read. */
export type ReadContent = BrowsedContent & { ok: true };

const mostCandidates = 5;

/**
 * The field of an item that a reference by ids names: the one whose own reference it is. Undefined when no shown field
 * has it, which does not mean that there is none: only a read tells.
 */
export function fieldOf(content: ReadContent, reference: Locator): BrowsedField | undefined {
  const text = inForm(reference.text, undefined);
  const field = content.fields.find((each) => each.reference === text);
  return field && fitsForm(field, reference) ? field : undefined;
}

/** How a field of an item is called now. */
export function titlesOf(vaultTitle: string, content: ReadContent, field: BrowsedField): Titles {
  return {
    vault: vaultTitle,
    item: content.title,
    ...(field.sectionTitle ? { section: field.sectionTitle } : {}),
    field: field.title,
  };
}

/**
 * Fields of the same item to bind in place of one that is gone: those of its name first, then those of its type, at
 * most five. `fieldType` is the type that it had, if that is known.
 */
export function insteadOf(
  content: ReadContent,
  vaultTitle: string,
  gone: { reference: Locator; titles: Titles | undefined; fieldType: string | null | undefined },
): Candidate[] {
  const name = (gone.titles?.field ?? gone.reference.member).toLowerCase();
  const rank = (field: BrowsedField) => {
    if (field.title.toLowerCase() === name) return 0;
    return field.type === (gone.fieldType ?? 'Concealed') ? 1 : 2;
  };
  return content.fields
    .filter((field) => canStandIn(field, gone.reference) && rank(field) < 2)
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, mostCandidates)
    .map((field) => candidateOf(content, vaultTitle, field, gone.reference));
}

/** What a bound variable became: the one that the service knows by the same id, else one whose name differs in case alone. */
export function renamedIn(
  { title, variables }: { title: string; variables: readonly BrowsedVariable[] },
  { reference, memberId }: { reference: Locator; memberId: string | undefined },
): Candidate[] {
  const name = reference.member.toLowerCase();
  const fits = ({ offers }: BrowsedVariable) =>
    reference.form === undefined || (offers?.some((each) => each === reference.form) ?? false);
  const able = variables.filter((each) => each.reference !== '' && each.times === 1 && fits(each));
  const same = able.filter(({ id }) => id !== undefined && id === memberId);
  const alike = able.filter((each) => each.name.toLowerCase() === name);
  return (same.length > 0 ? same : alike).slice(0, mostCandidates).map((variable) => ({
    reference: inForm(variable.reference, reference.form),
    titles: { vault: title, item: '', field: variable.name },
  }));
}

/** The field of another item that stands where the bound one stood: by its id, else by section and name, else by name. */
export function counterpartIn(
  content: ReadContent,
  vaultId: string,
  vaultTitle: string,
  bound: { reference: Locator; titles: Titles | undefined },
): Candidate | undefined {
  const sameIds = movedTo(bound.reference, { container: vaultId, unitId: content.id });
  const { field: label, section = '' } = bound.titles ?? { field: bound.reference.member };
  const isNamed = (field: BrowsedField) => field.title.toLowerCase() === label.toLowerCase();
  const isPlaced = (field: BrowsedField) =>
    (field.sectionTitle ?? '').toLowerCase() === section.toLowerCase();
  const fields = content.fields.filter((field) => canStandIn(field, bound.reference));
  const field =
    fields.find((each) => each.reference === sameIds) ??
    fields.find((each) => isNamed(each) && isPlaced(each)) ??
    fields.find(isNamed);
  return field && candidateOf(content, vaultTitle, field, bound.reference);
}

function candidateOf(
  content: ReadContent,
  vaultTitle: string,
  field: BrowsedField,
  { form }: Locator,
): Candidate {
  return { reference: inForm(field.reference, form), titles: titlesOf(vaultTitle, content, field) };
}

function canStandIn(field: BrowsedField, bound: Locator): boolean {
  return field.reference !== '' && !field.isEmpty && fitsForm(field, bound);
}

function fitsForm({ offers }: BrowsedField, { form }: Locator): boolean {
  return form === undefined ? offers.length > 0 : offers.some((each) => each === form);
}
