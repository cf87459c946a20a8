import { z } from 'zod';

// What its parts hold is looked at by the provider, which says exactly what is wrong with them.
export const connectConfigSchema = z.object({
  serverUrl: z
    .string()
    .max(2_000)
    .describe(
      'The address of the Connect server: scheme, host and port. It is listed in LATCHKEY_SIGN_IN_HOSTS.',
    ),
  token: z.string().max(20_000).describe('An access token of the Connect server. Never answered again.'),
  caCertificate: z
    .string()
    .max(100_000)
    .optional()
    .describe('The certificate of your own authority as PEM, where the server shows one of hers.'),
});
