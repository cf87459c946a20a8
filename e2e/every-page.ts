/** The address of every page, and of those that are not there. */
export function everyPage({
  managerId,
  connectionKey,
}: {
  managerId: string;
  connectionKey: string;
}): string[] {
  return [
    '/',
    '/attention',
    '/connections',
    `/connections/${connectionKey}`,
    `/connections/${connectionKey}?part=code`,
    `/connections/${connectionKey}?part=history`,
    '/connections/new/app',
    '/connections/new/stripe',
    '/connections/new/import',
    '/connections/missing',
    '/connections?state=broken',
    '/connections?state=refused',
    '/findings',
    '/cache',
    '/cache?state=failing&sort=hits',
    '/cache/missing',
    '/health',
    '/health?range=week',
    '/admin/security/secret-managers',
    `/admin/security/secret-managers/${managerId}`,
    `/admin/security/secret-managers/${managerId}/access`,
    '/admin/security/secret-managers/missing',
    '/admin/security/secret-managers/missing/access',
    '/admin/security/api-keys',
    '/admin/security/destinations',
    '/admin/security/access-report',
    '/admin/security/audit',
    '/admin/people/users',
    '/admin/people/projects',
    '/admin/about',
    '/account',
    '/sign-in',
    '/set-up#wrong',
    '/new-password#wrong',
    '/invitation#wrong',
    '/nowhere',
  ];
}
