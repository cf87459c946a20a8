import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { ConnectionView } from '@/lib/connections/schema';
import { answerSample, codeSamples } from './code-samples';

const view: ConnectionView = {
  id: 'c',
  key: 'stripe-live',
  name: 'Stripe live',
  app: 'stripe',
  scope: 'platform',
  projectIds: [],
  revision: 1,
  fields: {
    'api.key-id': { isSecret: true, isSet: true },
  },
  environment: null,
  missingFields: [],
  tags: [],
  disabledAt: null,
  broken: [],
  managersInTrouble: [],
  lastReadAt: null,
  mayChange: true,
  createdBy: '',
  createdAt: '',
  updatedAt: '',
};

describe('code samples', () => {
  const samples = codeSamples(view, 'https://latchkey.example.com');

  it('name the connection at the address that people use', () => {
    for (const { code } of samples) {
      expect(code).toContain('https://latchkey.example.com/api/v1/connections/stripe-live/resolve');
    }
  });

  it('hold a placeholder where the API key goes', () => {
    for (const { code } of samples) {
      expect(code).toContain('LATCHKEY_API_KEY');
      expect(code).not.toMatch(/lk_\w/);
    }
  });

  it('make variables of field names that are none', () => {
    const codeOf = (id: string) => samples.find((sample) => sample.id === id)?.code;
    expect(codeOf('node')).toContain("const apiKeyId = answer.fields['api.key-id'];");
    expect(codeOf('python')).toContain('api_key_id = fields["api.key-id"]');
    expect(codeOf('actions')).toContain('echo "API_KEY_ID<<$end"');
  });

  it('mask and hand on a value of several lines in GitHub Actions', () => {
    const code = samples.find(({ id }) => id === 'actions')?.code ?? '';
    const steps = code.slice(code.indexOf('    while IFS='));
    const script = `value=$'-----BEGIN\nkey\n-----END'; GITHUB_ENV=$(mktemp)\n${steps}\ncat "$GITHUB_ENV"; rm "$GITHUB_ENV"`;
    const said = execFileSync('bash', ['-c', script], { encoding: 'utf8' });
    const [, end] = /API_KEY_ID<<(.+)/.exec(said) ?? [];
    expect(said).toBe(
      `::add-mask::-----BEGIN\n::add-mask::key\n::add-mask::-----END\nAPI_KEY_ID<<${end}\n-----BEGIN\nkey\n-----END\n${end}\n`,
    );
  });

  it('show an answer that parses and holds no value', () => {
    const answer: unknown = JSON.parse(answerSample(view));
    expect(answer).toMatchObject({ key: 'stripe-live', fields: { 'api.key-id': '…' } });
  });
});
