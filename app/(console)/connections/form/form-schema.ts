import { z } from 'zod';
import { holdsReference } from '@/components/picker/recognise';
import { createInputSchema } from '@/lib/connections/schema';
import type { ConnectionDraft, FieldDraft } from './draft';
import { formWords } from './words';

const { name, key, fields } = createInputSchema.shape;
const fieldName = fields.unwrap().keyType;

/** What the browser can tell before anything is sent; the same rules as the verb's, plus those of the form itself. */
export const draftSchema = z.object({
  name,
  key,
  access: z.custom<ConnectionDraft['access']>(),
  fields: z.array(z.custom<FieldDraft>()).superRefine((drafts, context) => {
    drafts.forEach((draft, at) => {
      const refuse = (part: 'name' | 'state', message: string) =>
        context.addIssue({ code: 'custom', path: [at, part], message });
      if (draft.isOwn) {
        const parsed = fieldName.safeParse(draft.name);
        if (!parsed.success) refuse('name', parsed.error.issues[0]?.message ?? formWords.own.nameWrong);
        else if (drafts.findIndex((other) => other.name === draft.name) < at)
          refuse('name', formWords.own.nameTaken);
      }
      if (draft.state.kind === 'typed' && isBareReference(draft.state.text)) {
        refuse('state', formWords.field.referenceTyped);
      }
    });
  }),
});

/** A reference in place of the value: it would reach workloads as it stands. */
function isBareReference(text: string): boolean {
  return /^["'`\s]*op:\/\//i.test(text) && holdsReference(text);
}
