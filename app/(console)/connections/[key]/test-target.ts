import type { ConnectionView } from '@/lib/connections/schema';
import { appOf } from '@/lib/kernel/apps';
import { testWords } from './test-words';

const words = testWords.target;

/** Where a test will go and what it does there, in a sentence, before anything is sent. */
export function targetText(view: ConnectionView): string {
  const { ownOrigin } = appOf(view.app);
  switch (view.app) {
    case 'stripe':
    case 'openai':
    case 'slack':
      return words.own(hostOf(ownOrigin ?? ''));
    case 'github':
      return words.own(view.fields.baseUrl ? hostIn(view, 'baseUrl') : hostOf(ownOrigin ?? ''));
    case 'http-bearer':
    case 'http-basic':
      return words.get(hostIn(view, 'baseUrl'));
    case 'postgres':
    case 'mysql':
    case 'smtp':
    case 'redis':
      return words.signIn(hostIn(view, 'host'));
    case 'ssh':
      return words.greet(hostIn(view, 'host'));
    case 'aws':
    case 'custom':
      return words.nowhere;
  }
}

/** Whether somebody chooses the path of the test. */
export function takesPath(view: ConnectionView): boolean {
  return view.app === 'http-bearer' || view.app === 'http-basic';
}

function hostIn(view: ConnectionView, name: string): string {
  const field = view.fields[name];
  if (!field) return words.missing;
  return 'value' in field ? hostOf(field.value) : words.bound;
}

function hostOf(text: string): string {
  return URL.canParse(text) ? new URL(text).host || text : text;
}
