import { z } from 'zod';
import { isProviderId, type ProviderId, providerIds } from './descriptors';
import { onePasswordConfigSchema } from './onepassword/config-schema';
import { connectConfigSchema } from './onepassword-connect/config-schema';

/** What a secret manager of some kind signs in with, as the API takes it. Apart from what reads it, which browsers do not load. */
export const configSchema = z
  .union([onePasswordConfigSchema, connectConfigSchema])
  .describe('What it signs in with, as its kind asks for it. Never answered again.');

/** The id of a kind that this process knows; its own ones are what clients are told. */
export const providerIdSchema = asIds(
  z
    .string()
    .check(({ value, issues }) => {
      if (!isProviderId(value))
        issues.push({ code: 'invalid_value', values: [...providerIds], input: value });
    })
    .meta({ enum: [...providerIds] }),
);

/** Guarantee: what the schema lets through is the id of a kind. */
function asIds(schema: z.ZodString): z.ZodType<ProviderId, ProviderId> {
  return schema as unknown as z.ZodType<ProviderId, ProviderId>;
}
