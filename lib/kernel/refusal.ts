/**
 * Why a bound field is refused, whatever its secret manager holds.
 * - `not_granted`: a project of its connection may not use this secret; a grant under Access of the secret manager lets it.
 * - `other_projects`: the secret manager belongs to projects, and the connection has one that is not among them.
 * - `not_platform_wide`: the connection is platform-wide and the secret manager belongs to some projects.
 * - `no_project`: the connection belongs to no project, so nothing is granted to it.
 */
export const refusalReasons = ['not_granted', 'other_projects', 'not_platform_wide', 'no_project'] as const;
export type RefusalReason = (typeof refusalReasons)[number];
