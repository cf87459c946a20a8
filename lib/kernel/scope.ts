import { z } from 'zod';

export const scopes = ['platform', 'project'] as const;
export type Scope = (typeof scopes)[number];

const projectIds = z.array(z.string().min(1).max(64)).max(200);

/** `platform` is for all projects; `project` for those listed, and an empty list denies everybody. */
export const scopeFields = {
  scope: z.enum(scopes).default('platform'),
  projectIds: projectIds.default([]).describe('Projects, with scope `project`. An empty list denies all.'),
};

export const scopePatchFields = {
  scope: z.enum(scopes).optional(),
  projectIds: projectIds.optional(),
};

export const scopeView = { scope: z.enum(scopes), projectIds: z.array(z.string()) };
