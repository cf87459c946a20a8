import { z } from 'zod';

const titlesSchema = z.object({
  vault: z.string(),
  item: z.string(),
  section: z.string().optional(),
  field: z.string(),
});

/** The titles that a field was bound under, as they are stored. Undefined: they are not known. */
export function titlesOf(shownNames: unknown): z.infer<typeof titlesSchema> | undefined {
  const titles = titlesSchema.safeParse(shownNames);
  return titles.success ? titles.data : undefined;
}
