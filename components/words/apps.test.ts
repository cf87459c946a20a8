import { describe, expect, it } from 'vitest';
import { apps } from '@/lib/kernel/apps';
import { englishLabel } from './apps';
import { germanApps } from './apps.de';

/** Names of products and words that German has taken over. */
const same = new Set([
  ...['Stripe', 'OpenAI', 'GitHub', 'Slack', 'PostgreSQL', 'MySQL', 'SMTP', 'Redis', 'SSH', 'TLS'],
  ...['HTTP bearer', 'HTTP basic', 'Amazon Web Services', 'Host', 'Port', 'Token', 'Region', 'Passphrase'],
]);

const texts = apps.flatMap(({ name, summary, fields }) => [
  name,
  summary,
  ...fields.flatMap(({ label, help }) => [label, ...(help ? [help] : [])]),
]);

describe('the words of the apps', () => {
  it('all have their German', () => {
    expect(texts.filter((text) => !same.has(text) && !(text in germanApps))).toEqual([]);
    expect(Object.keys(germanApps).filter((text) => !texts.includes(text))).toEqual([]);
  });

  it('lead back to the English by which fields of 1Password are found', () => {
    expect(englishLabel('Geheimer Schlüssel')).toBe('Secret key');
    expect(englishLabel('Secret key')).toBe('Secret key');
  });
});
