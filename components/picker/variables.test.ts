import { describe, expect, it } from 'vitest';
import { choicesOf } from './choices';
import { bestChoice, pickOfChoice, readableReference } from './picks';
import { membersOfVariables } from './variables';

const id = 'aaqaeayeaudaocajbifqydiob4';
const variable = (name: string, more: object = {}) => ({
  name,
  masked: true,
  reference: name === '' ? null : `op-environment://${id}/${encodeURIComponent(name)}`,
  ...more,
});
const members = (...variables: ReturnType<typeof variable>[]) => membersOfVariables(variables);

describe('the variables of an environment', () => {
  it('are told by name, with whether they are masked, in their order', () => {
    const listed = members(variable('DB_HOST', { masked: false }), variable('Größe 1/2'));
    expect(listed.map(({ title, type, reference }) => [title, type, reference])).toEqual([
      ['DB_HOST', 'Text', `op-environment://${id}/DB_HOST`],
      ['Größe 1/2', 'masked', `op-environment://${id}/Gr%C3%B6%C3%9Fe%201%2F2`],
    ]);
  });

  it('cannot be bound without a name, or by a name that several have, which is listed once', () => {
    const listed = members(variable(''), variable('KEY', { times: 2 }), variable('KEY', { times: 2 }));
    expect(listed.map(({ title, reference, times }) => [title, reference, times])).toEqual([
      ['', '', undefined],
      ['KEY', '', 2],
    ]);
  });

  it('are never the choice to begin with when they cannot be bound', () => {
    const sections = choicesOf(members(variable('TOKEN', { times: 2 }), variable('OTHER')));
    expect(bestChoice(sections, 'Token', undefined)).toBe(1);
  });

  it('are told by the title of the environment, and stored by its id', () => {
    const [choice] = choicesOf(members(variable('DB_HOST')))[0]?.choices ?? [];
    const manager = { id: 'm', name: 'One', provider: 'onepassword' as const };
    const pick = choice && pickOfChoice(manager, { vaultTitle: 'Staging', itemTitle: '' }, choice);
    expect(pick).toMatchObject({
      reference: `op-environment://${id}/DB_HOST`,
      titles: { vault: 'Staging', item: '', field: 'DB_HOST' },
      trust: 'chosen',
    });
    // By its title nothing finds it.
    expect(pick && readableReference(pick)).toBe(pick?.reference);
  });
});
