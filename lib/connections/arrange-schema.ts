import { z } from 'zod';
import { saysOf } from '@/lib/kernel/says-of';
import { mostTags } from './names';
import { createInputSchema } from './schema';

const keySchema = createInputSchema.shape.key;

// So many are changed in one transaction of one statement each.
const keysSchema = z.array(z.string().min(1).max(64)).min(1).max(500).describe('Keys of connections.');

export const keysInputSchema = z.object({ keys: keysSchema });
export type KeysInput = z.input<typeof keysInputSchema>;

/** What was changed; those left out were so already. */
export const changedKeysSchema = z.object({ changed: z.array(z.string()) });
export type ChangedKeys = z.infer<typeof changedKeysSchema>;

/** A tag as it is kept: lower-case, single spaces, at most 32 characters. */
export const tagSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, saysOf('tagMissing'))
  .max(32, saysOf('tagLong'))
  .regex(/^[^,\p{C}]+$/u, saysOf('tagComma'))
  .transform((tag) => tag.replace(/\s+/g, ' '));

const tagsSchema = z.array(tagSchema).max(mostTags).default([]);

export const tagInputSchema = z.object({
  keys: keysSchema,
  add: tagsSchema.describe('Tags to add.'),
  remove: tagsSchema.describe('Tags to remove; those that are also in `add` stay.'),
});
export type TagInput = z.input<typeof tagInputSchema>;

export const tagListSchema = z.object({
  items: z.array(z.object({ tag: z.string(), connections: z.number().int() })),
});
export type TagList = z.infer<typeof tagListSchema>;

export const duplicateInputSchema = z.object({
  key: keySchema.describe('Of the new connection.'),
  name: createInputSchema.shape.name.describe('Of the new connection.'),
});
export type DuplicateInput = z.input<typeof duplicateInputSchema>;

export const removedKeysSchema = z.object({
  removed: z.array(z.string()),
  failed: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })),
});
export type RemovedKeys = z.infer<typeof removedKeysSchema>;
