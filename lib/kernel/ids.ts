import { z } from 'zod';

/** An id or a key as it comes in: opaque, printable, of bounded length. What it names is looked up. */
export const idSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{C}]+$/u);

/** The input of a verb about one thing, by its id. */
export const idInputSchema = z.object({ id: idSchema });

/** The input of a verb that takes none. */
export const noInputSchema = z.undefined();
