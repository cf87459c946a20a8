import './no-eval';

import { zodResolver } from '@hookform/resolvers/zod';
import { draftSchema } from './form-schema';

/** Judges a draft as `draftSchema` does. Apart from the form, which is there before the first answer is needed. */
export const resolveDraft = zodResolver(draftSchema);
