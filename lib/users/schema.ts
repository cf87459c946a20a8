import { z } from 'zod';
import { personRoles } from '@/lib/kernel/permissions';

const emailSchema = z.email('Enter an e-mail address, like name@example.com.').max(200);
const passwordSchema = z
  .string()
  .min(12, 'Use at least 12 characters.')
  .max(128, 'Use at most 128 characters.');
const nameSchema = z.string().trim().min(1, 'Enter a name.').max(80, 'At most 80 characters.');

export const setUpInputSchema = z.object({
  link: z.string().max(200),
  name: nameSchema,
  email: emailSchema,
  password: passwordSchema,
});
export type SetUpInput = z.input<typeof setUpInputSchema>;

export const signInInputSchema = z.object({
  email: z.string().trim().min(1, 'Enter your e-mail address.').max(200),
  password: z.string().min(1, 'Enter your password.').max(128),
});
export type SignInInput = z.input<typeof signInInputSchema>;

export const createInputSchema = z.object({
  name: nameSchema,
  email: emailSchema,
  password: passwordSchema,
  role: z.enum(personRoles),
  projectIds: z.array(z.string().max(64)).max(200).default([]),
});
export type CreateInput = z.input<typeof createInputSchema>;

export const updateInputSchema = z
  .object({
    name: nameSchema,
    role: z.enum(personRoles),
    projectIds: z.array(z.string().max(64)).max(200),
    isDisabled: z.boolean(),
  })
  .partial();
export type UpdateInput = z.input<typeof updateInputSchema>;

export const userViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(personRoles),
  projectIds: z.array(z.string()),
  isDisabled: z.boolean(),
  createdAt: z.string(),
});
export type UserView = z.infer<typeof userViewSchema>;
