import { describe, expect, it } from 'vitest';
import { LatchkeyError } from '@/lib/kernel/errors';
import { problemOf } from '@/lib/kernel/problem';
import { newDraft, ownDraft } from './draft';
import { placeProblem } from './place-problem';

const base = newDraft('stripe', { scope: 'platform', projectIds: [] });
const draft = { ...base, fields: [...base.fields, ownDraft('api.key')] };

function placed(fields: Record<string, string> | undefined) {
  const places: [string, string | undefined][] = [];
  const problem = {
    ...problemOf(new LatchkeyError('invalid_input'), 'en'),
    ...(fields ? { fields } : {}),
  };
  const rest = placeProblem(problem, draft, (path, error) => places.push([path, error.message]));
  return { places, rest };
}

describe('placing what the server said', () => {
  it('puts it at the field that it names, also one with a dot in its name', () => {
    const { places, rest } = placed({
      'fields.secretKey': 'No.',
      'fields.api.key': 'Neither.',
      key: 'Taken.',
    });
    expect(places).toEqual([
      ['fields.0.state', 'No.'],
      ['fields.2.state', 'Neither.'],
      ['key', 'Taken.'],
    ]);
    expect(rest).toBeUndefined();
  });

  it('leaves what names no field of the form to be shown by itself', () => {
    expect(placed(undefined).rest?.code).toBe('invalid_input');
    expect(placed({ 'fields.unknown': 'No.' }).rest?.code).toBe('invalid_input');
  });

  it('gives each field its own code, where they met different things', () => {
    const types: unknown[] = [];
    const problem = {
      ...problemOf(new LatchkeyError('conflict'), 'en'),
      fields: { key: 'Taken.', 'fields.secretKey': 'Away.' },
      fieldCodes: { 'fields.secretKey': 'provider_unavailable' },
    };
    placeProblem(problem, draft, (_path, error) => types.push(error.type));
    expect(types).toEqual(['conflict', 'provider_unavailable']);
  });
});
