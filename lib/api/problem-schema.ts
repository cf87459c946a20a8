import { z } from 'zod';
import { errorCodes } from '@/lib/kernel/error-codes';
import { didYouMeanSchema } from '@/lib/secrets/schema';

/** Every error answer, RFC 9457, for the API's description. */
export const problemSchema = z.looseObject({
  type: z.string().describe('The path of a page here that tells what the code means and what to do.'),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(errorCodes).describe('Stable: programs decide by it.'),
  detail: z.string().describe('What happened, why, and what to do next, for people.'),
  requestId: z.string().describe('Find the log line by it. Also in the header X-Request-Id.'),
  fields: z
    .record(z.string(), z.string())
    .optional()
    .describe('With `invalid_input`: what is wrong, by the dotted path of the field.'),
  didYouMean: didYouMeanSchema,
  retryAfterMs: z
    .number()
    .optional()
    .describe('When trying again may help. Also in the header Retry-After, in seconds.'),
});
