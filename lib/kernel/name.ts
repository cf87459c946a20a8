import { z } from 'zod';
import { saysOf } from './says-of';

/** The name of a thing or a person, as people see it. */
export const nameSchema = z
  .string()
  .trim()
  .min(1, saysOf('nameMissing'))
  .max(80, saysOf('nameTooLong'))
  .describe('As people see it.');
