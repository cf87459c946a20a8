/** Everything that can stand in the audit, closed: an event with another verb does not compile. */
export const auditVerbs = [
  'secret_manager.connected',
  'secret_manager.updated',
  'secret_manager.token_replaced',
  'secret_manager.tested',
  'secret_manager.removed',
  'secret_manager.access_set',
  'secret_manager.breaker_closed',
  'secret_manager.scanned',
  'secret_manager.trust_ended',
  'connection.created',
  'connection.updated',
  'connection.restored',
  'connection.healed',
  'connection.followed_name',
  'connection.disabled',
  'connection.enabled',
  'connection.tagged',
  'connection.repointed',
  'connection.repoint_undone',
  'connection.removed',
  'connection.tested',
  'cache.entry_refreshed',
  'cache.entry_cleared',
  'cache.entries_refreshed',
  'cache.entries_cleared',
  'cache.manager_cleared',
  'api_key.created',
  'api_key.revoked',
  'destination.added',
  'destination.removed',
  'api_key.rotated',
  'project.created',
  'project.removed',
  'master_key.retired',
  'setting.changed',
  'user.set_up',
  'user.created',
  'user.invited',
  'user.updated',
  'user.reset_link_made',
  'user.password_set',
  'user.password_changed',
  'user.reauthenticated',
  'user.session_ended',
  'user.sessions_ended',
  'user.signed_in',
  'user.signed_out',
  'user.sign_in_refused',
] as const;

export type AuditVerb = (typeof auditVerbs)[number];

/** What an event can be about. */
export const subjectKinds = [
  'secret_manager',
  'connection',
  'cache_entry',
  'api_key',
  'destination',
  'project',
  'user',
  'master_key',
  'setting',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Kinds of things whose platform-wide ones are everybody's to use: everybody who reads the audit sees their events. */
export const sharedKinds = ['secret_manager', 'connection', 'cache_entry'] as const satisfies SubjectKind[];

export interface Subject {
  kind: SubjectKind;
  id: string;
  label: string;
}

/** What an extra fact of an event can be, closed, in the order in which they are shown: the console has a word for each. */
export const detailNames = [
  'count',
  'paused',
  'since',
  'peer',
  'changed',
  'answer',
  'outcome',
  'reason',
  'host',
  'provider',
  'name',
  'nameBefore',
  'key',
  'keyBefore',
  'version',
  'copyOf',
  'scope',
  'role',
  'isDisabled',
  'serviceAccount',
  'fields',
  'app',
  'tags',
  'secretManager',
  'connections',
  'references',
  'projects',
  'before',
  'after',
  'expiresAt',
  'replacedBy',
  'oldEndsAt',
  'projectId',
  'allowsPlain',
  'brokenConnections',
  'managers',
  'apiKeys',
  'asked',
  'answered',
  'cleared',
  'broken',
  'renamed',
  'verified',
  'unknown',
  'requests',
  'endedSessions',
  'wrongPasswords',
  'browser',
  'system',
] as const;
export type DetailName = (typeof detailNames)[number];

/** Extra facts of an event. Names and counts; never a value, a token or a key. */
export type EventDetails = Partial<Record<DetailName, string | number | boolean | null | readonly string[]>>;
