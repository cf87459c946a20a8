import { verb } from '@/lib/access/verb';
import { database } from '@/lib/platform/database';
import { keysLike } from './keys-like';
import { keyToTakeSchema, type TakenKey } from './schema';

/**
 * Whether another connection has a key, and one like it that is free: what saving would say, before saving. No provider is
 * asked. Throws `forbidden`, `invalid_input`.
 */
export const lookUpKey = verb({
  name: 'lookUpKey',
  right: 'connection:write',
  input: keyToTakeSchema,
  audit: [],
  run: async ({ input: { key } }): Promise<TakenKey> => {
    const like = keysLike(key);
    const rows = await database().connection.findMany({
      where: { key: { in: [key, ...like] } },
      select: { key: true },
    });
    const taken = new Set(rows.map((row) => row.key));
    if (!taken.has(key)) return { isTaken: false };
    const free = like.find((each) => !taken.has(each));
    return { isTaken: true, ...(free ? { free } : {}) };
  },
});
