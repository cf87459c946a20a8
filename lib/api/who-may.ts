import { type VerbEntry, verbList } from '@/lib/access/verb';
import { isForApiKeysAlone, type Permission, type Rule, ruleOf } from '@/lib/kernel/permissions';
import type { Route } from './route';

/** The name of the verb that a route is the door of. */
export function verbNameOf({ verb, operationId }: Route): string {
  return verb ?? operationId;
}

/** Who may call a route, from the right of its verb: as security requirements, and in words. */
export interface WhoMay {
  security: Record<string, string[]>[];
  words: string;
}

/** Who may call a route that asks for a caller. Throws when it has no verb, or one without a right. */
export function whoMay(route: Route): WhoMay {
  const entry = verbList().find(({ name }) => name === verbNameOf(route));
  if (!entry?.right) throw new Error(`${route.operationId} is the door of no verb with a right`);
  return {
    security: isForApiKeysAlone(entry.right) ? [{ apiKey: [] }] : [{ apiKey: [] }, { session: [] }],
    words: [sentenceOf(entry.right), recentSentence[entry.recent]].filter(Boolean).join(' '),
  };
}

function sentenceOf(right: Permission): string {
  const { asks, roles } = ruleOf(right);
  const named = `Roles: ${roles.map((role) => `\`${role}\``).join(', ')}`;
  return `${named}${scopeWords[asks]}.`;
}

const scopeWords: Record<Rule['asks'], string> = {
  role: '',
  reach: ', on what is platform-wide or belongs to one of their projects',
  own: ', on what belongs to one of their projects; what is platform-wide needs all projects',
  every:
    ', on what belongs to their projects alone; what is platform-wide needs the role `admin` for all projects',
  platform: ', for all projects',
  use: ', on what is platform-wide or belongs to one of their projects',
  value:
    ' of API keys, on what is platform-wide or belongs to one of their projects; people are given no values',
};

const recentSentence: Record<VerbEntry['recent'], string> = {
  always: 'A signed-in person must have entered their password within the last ten minutes.',
  sometimes:
    'A signed-in person must have entered their password within the last ten minutes when the change affects credentials or access.',
  never: '',
};
