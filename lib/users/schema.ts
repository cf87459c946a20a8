import { z } from 'zod';
import { personRoles } from '@/lib/kernel/permissions';
import { saysOf } from '@/lib/kernel/says-of';

const emailSchema = z.email(saysOf('emailWrong')).max(200);
const passwordSchema = z.string().min(12, saysOf('passwordShort')).max(128, saysOf('passwordLong'));
const nameSchema = z.string().trim().min(1, saysOf('nameMissing')).max(80, saysOf('nameTooLong'));

export const setUpInputSchema = z.object({
  link: z.string().max(200),
  name: nameSchema,
  email: emailSchema,
  password: passwordSchema,
});
export type SetUpInput = z.input<typeof setUpInputSchema>;

export const setPasswordInputSchema = z.object({ link: z.string().max(200), password: passwordSchema });
export type SetPasswordInput = z.input<typeof setPasswordInputSchema>;

/** A link for a new password: shown once. */
export const resetLinkViewSchema = z.object({
  url: z.string().describe('Works once. Give it to the person alone.'),
  email: z.string(),
  expiresAt: z.string(),
});
export type ResetLinkView = z.infer<typeof resetLinkViewSchema>;

export const signInInputSchema = z.object({
  email: z.string().trim().min(1, saysOf('emailMissing')).max(200),
  password: z.string().min(1, saysOf('passwordMissing')).max(128),
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
    endKeys: z.boolean().describe('Revokes the API keys that they made, too.'),
  })
  .partial();
export type UpdateInput = z.input<typeof updateInputSchema>;

export const userViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z
    .enum([...personRoles, 'none'])
    .describe('`none`: a role that this version does not know, and that may do nothing.'),
  projectIds: z.array(z.string()),
  isDisabled: z.boolean(),
  createdAt: z.string(),
});
export type UserView = z.infer<typeof userViewSchema>;
