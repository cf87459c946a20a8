import { inLanguages } from '@/components/words/languages';
import type { AuditVerb } from '@/lib/audit/vocabulary';
import { german } from './words.de';

const verbs: Record<AuditVerb, string> = {
  'secret_manager.connected': 'Secret manager connected',
  'secret_manager.updated': 'Secret manager changed',
  'secret_manager.token_replaced': 'Token replaced',
  'secret_manager.tested': 'Secret manager tested',
  'secret_manager.removed': 'Secret manager removed',
  'secret_manager.breaker_closed': 'Requests let through again',
  'secret_manager.scanned': 'References scanned',
  'connection.created': 'Connection made',
  'connection.updated': 'Connection changed',
  'connection.healed': 'References healed',
  'connection.removed': 'Connection removed',
  'connection.tested': 'Connection tested',
  'cache.entry_refreshed': 'Cache entry refreshed',
  'cache.entry_cleared': 'Cache entry cleared',
  'cache.entries_refreshed': 'Cache entries refreshed',
  'cache.entries_cleared': 'Cache entries cleared',
  'cache.manager_cleared': 'Cache of a secret manager cleared',
  'api_key.created': 'API key made',
  'api_key.revoked': 'API key revoked',
  'project.created': 'Project added',
  'project.removed': 'Project removed',
  'user.set_up': 'First admin made',
  'user.created': 'User added',
  'user.updated': 'User changed',
  'user.signed_in': 'Signed in',
  'user.sign_in_refused': 'Sign-in refused',
};

const english = {
  title: 'Audit',
  description: 'Every change, with who made it and when. Events stay when what they are about is gone.',
  verbs,
  verbLabel: 'What happened',
  allVerbs: 'Everything',
  subjectChip: 'One thing alone',
  clearSubject: 'Show events of everything',
  onlyThis: 'Show only events of this',
  empty: { title: 'No event yet', text: 'Changes are written here as they happen.' },
  nothingFound: { title: 'No such event', text: 'Nothing of this kind has happened. Choose another filter.' },
  columns: { at: 'When', what: 'What', subject: 'About', who: 'Who', details: 'Details' },
  details: {
    changed: 'changed',
    answer: 'answer',
    name: 'now',
    nameBefore: 'was',
    scope: 'scope',
    role: 'role',
    provider: 'provider',
    serviceAccount: 'service account',
    brokenConnections: 'broke',
    isDisabled: 'disabled',
  } as Record<string, string>,
  values: {
    projectIds: 'projects',
    isDisabled: 'whether they may sign in',
    policy: 'cache policy',
    platform: 'all projects',
    project: 'chosen projects',
    onepassword: '1Password',
    ok: 'works',
  } as Record<string, string>,
  yes: 'yes',
  no: 'no',
  none: 'none',
} as const;

/** Words of the audit page. */
export const words = inLanguages({ en: english, de: german });
