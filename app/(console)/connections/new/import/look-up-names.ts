import type { Binding, SuggestAction } from '@/components/picker/binding';
import { pickOfOffer } from '@/components/picker/picks';
import { recognise } from '@/components/picker/recognise';
import type { FieldDraft } from '../../form/draft';
import type { Imported } from './import-draft';

// The rest is looked up in the form, field by field.
const mostLookedUp = 50;

/**
 * Binds by ids what has names with characters that references refuse, where exactly one secret has these names. What is
 * not found stays as it is written, and the form offers what is near.
 */
export async function lookUpNames({ app, draft }: Imported, suggest: SuggestAction): Promise<Imported> {
  const fields: FieldDraft[] = [];
  let left = mostLookedUp;
  for (const field of draft.fields) {
    const { state } = field;
    if (state.kind !== 'bound' || recognise(state.binding.reference).kind !== 'names' || left === 0) {
      fields.push(field);
      continue;
    }
    left -= 1;
    const found = await lookUp(state.binding, suggest, draft.access);
    // One that cannot be asked now is not asked for the others.
    if (found === 'failed') left = 0;
    fields.push(typeof found === 'object' ? { ...field, state: { ...state, binding: found } } : field);
  }
  return { app, draft: { ...draft, fields } };
}

async function lookUp(
  { secretManagerId: id, secretManagerName: name, provider, reference }: Binding,
  suggest: SuggestAction,
  connection: Imported['draft']['access'],
): Promise<Binding | 'failed' | undefined> {
  const outcome = await suggest({ secretManagerId: id, reference, connection });
  if (!outcome.ok) return 'failed';
  const { kind, offers } = outcome.value;
  const [only, another] = offers;
  return kind === 'same' && only && !another ? pickOfOffer({ id, name, provider }, only) : undefined;
}
