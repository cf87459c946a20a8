import { z } from 'zod';

export const scopes = ['platform', 'project'] as const;
export type Scope = (typeof scopes)[number];

const scope = z
  .enum(scopes)
  .describe('`platform`: for all projects. `project`: for those of `projectIds` alone.');
const projectIds = z.array(z.string().min(1).max(64)).max(200);

/** `platform` is for all projects; `project` for those listed, and an empty list denies everybody. */
export const scopeFields = {
  scope: scope.default('platform'),
  projectIds: projectIds.default([]).describe('Projects, with scope `project`. An empty list denies all.'),
};

export const scopePatchFields = {
  scope: scope.optional(),
  projectIds: projectIds.optional().describe('Projects, with scope `project`. An empty list denies all.'),
};

export const scopeView = { scope: z.enum(scopes), projectIds: z.array(z.string()) };
