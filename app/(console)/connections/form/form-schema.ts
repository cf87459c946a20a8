import './no-eval';

import { z } from 'zod';
import { issueText } from '@/components/words/message-text';
import { environmentInputSchema } from '@/lib/connections/environment-schema';
import { createInputSchema } from '@/lib/connections/schema';
import { portInText } from '@/lib/kernel/port';
import { isSecretInAddress, isTextAround, secretPlace } from '@/lib/kernel/text-around';
import { isMistakenReference } from '@/lib/providers/references-in-text';
import type { ConnectionDraft, FieldDraft } from './draft';
import { environmentWords } from './environment-words';
import { formWords } from './words';

const { name, key, fields } = createInputSchema.shape;
const fieldName = fields.unwrap().keyType;

/** What the browser can tell before anything is sent; the same rules as the verb's, plus those of the form itself. */
export const draftSchema = z.object({
  name,
  key,
  access: z.custom<ConnectionDraft['access']>(),
  environment: z.custom<ConnectionDraft['environment']>().superRefine((draft, context) => {
    if (!draft) return;
    const refuse = (part: string, message: string) =>
      context.addIssue({ code: 'custom', path: [part], message });
    if (draft.secretManagerId === '') refuse('secretManagerId', environmentWords.chooseManager);
    else if (draft.environmentId === '') refuse('environmentId', environmentWords.choose);
    if (!isPrefix(draft.prefix)) refuse('prefix', issueText('prefixForm') ?? '');
    if (draft.only?.length === 0) refuse('only', environmentWords.onlyNothing);
  }),
  fields: z.array(z.custom<FieldDraft>()).superRefine((drafts, context) => {
    drafts.forEach((draft, at) => {
      const refuse = (part: 'name' | 'state', message: string) =>
        context.addIssue({ code: 'custom', path: [at, part], message });
      if (draft.isOwn) {
        const parsed = fieldName.safeParse(draft.name);
        if (!parsed.success)
          refuse('name', issueText(parsed.error.issues[0]?.message) ?? formWords.own.nameWrong);
        else if (drafts.findIndex((other) => other.name === draft.name) < at)
          refuse('name', formWords.own.nameTaken);
      }
      if (draft.state.kind === 'typed' && isReferenceTyped(draft.state.text)) {
        refuse('state', formWords.field.referenceTyped);
      } else if (draft.state.kind === 'typed' && isPortField(draft) && !isPort(draft.state.text)) {
        refuse('state', formWords.field.portWrong);
      } else if (draft.state.kind === 'bound' && !isAllowedAround(draft.state.text ?? secretPlace)) {
        refuse('state', formWords.around.look);
      }
    });
  }),
});

function isPrefix(text: string): boolean {
  return environmentInputSchema.shape.prefix.safeParse(text).success;
}

/** A reference in place of the value: it would reach workloads as it stands. */
function isReferenceTyped(text: string): boolean {
  return isMistakenReference(text);
}

/** The place of the secret once, and not in an address. */
function isAllowedAround(text: string): boolean {
  return isTextAround(text) && !isSecretInAddress(text);
}

function isPortField({ name, isOwn }: FieldDraft): boolean {
  return name === 'port' && !isOwn;
}

/** Nothing, or a number from 1 to 65535. */
function isPort(text: string): boolean {
  return text.trim() === '' || portInText(text) !== undefined;
}
