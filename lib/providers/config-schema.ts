import { z } from 'zod';
import { onePasswordConfigSchema } from './onepassword/config-schema';
import { connectConfigSchema } from './onepassword-connect/config-schema';

/** What a secret manager of some kind signs in with, as the API takes it. Apart from what reads it, which browsers do not load. */
export const configSchema = z
  .union([onePasswordConfigSchema, connectConfigSchema])
  .describe('What it signs in with, as its kind asks for it. Never answered again.');
