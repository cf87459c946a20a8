import { z } from 'zod';
import { canonicalHost } from '@/lib/egress/host';
import { idSchema } from '@/lib/kernel/ids';
import { saysOf } from '@/lib/kernel/says-of';

export const addInputSchema = z.object({
  host: z
    .string()
    .trim()
    .min(1)
    .max(255)
    // No range, no wildcard, no suffix, no address with a scheme: none of them is a host.
    .refine((text) => canonicalHost(text) !== undefined, { error: saysOf('destinationHost') })
    .describe('One host, exactly: a name or an address.'),
  port: z.number().int().min(1, saysOf('portForm')).max(65_535, saysOf('portForm')).describe('One port.'),
  projectId: idSchema
    .nullable()
    .default(null)
    .describe('The project whose connections may be tested there; null: those of all projects.'),
  allowsPlain: z
    .boolean()
    .default(false)
    .describe('Credentials may be sent there without TLS, by everybody who tests.'),
});
export type AddInput = z.input<typeof addInputSchema>;

export const destinationViewSchema = z.object({
  id: z.string(),
  host: z.string().describe('In lower case; an address in its one canonical form.'),
  port: z.number().int(),
  projectId: z.string().nullable(),
  allowsPlain: z.boolean(),
  createdBy: z.string(),
  createdAt: z.string(),
});
export type DestinationView = z.infer<typeof destinationViewSchema>;
