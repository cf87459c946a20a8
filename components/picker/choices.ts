import type { ItemField, Member } from './binding';

export type ChoiceForm = ItemField['offers'][number];

/** One thing that a field can be bound to: a field of the item, in one of the forms it offers. */
export interface Choice {
  key: string;
  field: Member;
  form: ChoiceForm;
  /** Empty: it cannot be bound. */
  reference: string;
}

export interface ChoiceSection {
  id: string;
  /** Empty: fields outside of any section, or in one without a name. */
  title: string;
  choices: readonly Choice[];
}

const queries: Record<ChoiceForm, string> = {
  value: '',
  otp: '?attribute=otp',
  openssh: '?ssh-format=openssh',
  file: '',
};

/** The choices of an item, section by section in the item's order; each form of a field is one choice. */
export function choicesOf(fields: readonly Member[]): ChoiceSection[] {
  const sections = new Map<string, { id: string; title: string; choices: Choice[] }>();
  for (const field of fields) {
    const id = field.sectionId ?? '';
    const section = sections.get(id) ?? { id, title: field.sectionTitle ?? '', choices: [] };
    sections.set(id, section);
    section.choices.push(...choicesOfField(field));
  }
  return [...sections.values()];
}

function choicesOfField(field: Member): Choice[] {
  const [path = ''] = field.reference.split('?');
  const forms = field.offers.length > 0 ? field.offers : (['value'] as const);
  return forms.map((form) => ({
    key: `${field.sectionId ?? ''}/${field.id}/${form}`,
    field,
    form,
    reference: path === '' ? '' : path + queries[form],
  }));
}
