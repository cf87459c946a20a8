import { z } from 'zod';
import { nameSchema } from '@/lib/kernel/name';
import { personRoles, roleWords } from '@/lib/kernel/role';
import { saysOf } from '@/lib/kernel/says-of';

const emailSchema = z.email(saysOf('emailWrong')).max(200).describe('The address that they sign in with.');
/** In characters. What else is asked of a password stands in lib/users/password-rule. */
export const leastPasswordLength = 12;
const passwordSchema = z
  .string()
  .min(leastPasswordLength, saysOf('passwordShort'))
  .max(128, saysOf('passwordLong'));
const roleSchema = z
  .enum(personRoles)
  .describe(personRoles.map((role) => `\`${role}\`: ${roleWords.en[role].help}`).join(' '));
const projectIdsSchema = z
  .array(z.string().max(64))
  .max(200)
  .describe('Their projects. An admin has all of them, whatever is listed.');

export const setUpInputSchema = z.object({
  link: z.string().max(200),
  name: nameSchema,
  email: emailSchema,
  password: passwordSchema,
});
export type SetUpInput = z.input<typeof setUpInputSchema>;

export const linkInputSchema = z.object({ link: z.string().max(200) });
export type LinkInput = z.input<typeof linkInputSchema>;

/** Whose password a one-time link sets: for who holds it. */
export interface LinkView {
  email: string;
  name: string;
}

export const setPasswordInputSchema = z.object({ link: z.string().max(200), password: passwordSchema });
export type SetPasswordInput = z.input<typeof setPasswordInputSchema>;

/** A link by which a person sets a password: shown once. */
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
  password: passwordSchema
    .optional()
    .describe(
      'For unattended set-up, taken from API keys alone: it works for seven days, in which the person has to change it. Absent: the answer has an invitation.',
    ),
  role: roleSchema,
  projectIds: projectIdsSchema.default([]),
});
export type CreateInput = z.input<typeof createInputSchema>;

export const updateInputSchema = z
  .object({
    name: nameSchema,
    role: roleSchema,
    projectIds: projectIdsSchema,
    isDisabled: z.boolean().describe('Whether they cannot sign in; their sessions and links end.'),
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
  status: z
    .enum(['active', 'invited', 'disabled'])
    .describe('invited: has not chosen a password yet, so cannot sign in.'),
  invitationEndsAt: z.string().nullable().describe('Until when the link of an invited user works.'),
  lastSignInAt: z.string().nullable(),
  createdAt: z.string(),
});
export type UserView = z.infer<typeof userViewSchema>;

export const createdUserSchema = userViewSchema.extend({
  invitation: z
    .object({ url: z.string(), expiresAt: z.string() })
    .nullable()
    .describe('Shown once; works once. Give it to the person alone. Null: a password was given.'),
});
export type CreatedUserView = z.infer<typeof createdUserSchema>;

export const changePasswordInputSchema = z.object({
  present: z.string().min(1, saysOf('presentPasswordMissing')).max(128),
  password: passwordSchema,
});
export type ChangePasswordInput = z.input<typeof changePasswordInputSchema>;

export const reauthenticateInputSchema = z.object({
  password: z.string().min(1, saysOf('passwordMissing')).max(128),
});
export type ReauthenticateInput = z.input<typeof reauthenticateInputSchema>;

/** A person's own account, as they see it. */
export interface AccountView extends Pick<UserView, 'name' | 'email' | 'role' | 'projectIds' | 'createdAt'> {
  lastSignInAt: string | null;
  passwordSetAt: string | null;
  /** Until when a password that was given by API may be used; null: it is the person's own. */
  passwordEndsAt: string | null;
}

/** A browser that a person is signed in with. */
export interface SessionView {
  id: string;
  isCurrent: boolean;
  device: Device;
  /** As the server saw it at sign-in; null: not known. */
  address: string | null;
  signedInAt: string;
  lastSeenAt: string;
  endsAt: string;
}

/** Browser and system by their names; undefined: not recognised. */
export interface Device {
  browser?: string;
  system?: string;
}
