import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Caller } from '@/lib/kernel/caller';
import { openVerb, requireDeclared, verb, verbList } from './verb';

const caller = (role: Caller['role'], kind: Caller['kind'] = 'user'): Caller => ({
  kind,
  id: 'x',
  label: 'x',
  role,
  projects: 'all',
  connections: 'all',
});
const input = z.object({ id: z.string().trim().max(5) });
let ran: unknown[] = [];

const change = verb({
  name: 'change',
  right: 'connection:write',
  input,
  audit: ['connection.updated'],
  run: async (asked) => {
    ran.push(asked.input);
    return asked.input.id;
  },
});
const reveal = verb({ name: 'reveal', right: 'value:resolve', input, audit: [], run: async () => 'value' });
const open = openVerb({ name: 'open', input, audit: [], run: async (asked) => asked.input.id });

describe('a verb', () => {
  it('does not run for a role without its right, and looks at no input of theirs', async () => {
    ran = [];
    for (const role of ['support', 'workload', 'none'] as const) {
      const asked = { caller: caller(role), input: { id: 'much too long' } };
      await expect(change(asked)).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(ran).toEqual([]);
  });

  it('runs on what its schema made of the input, and on nothing else', async () => {
    ran = [];
    expect(await change({ caller: caller('builder'), input: { id: ' a ' } })).toBe('a');
    expect(ran).toEqual([{ id: 'a' }]);
    const more = { id: ' a ', other: 'x' };
    await expect(change({ caller: caller('builder'), input: more })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const wrong = change({ caller: caller('builder'), input: { id: 'much too long' } });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_input' });
    expect(ran).toHaveLength(1);
  });

  it('gives values to keys alone, whatever the role of a person', async () => {
    await expect(reveal({ caller: caller('admin'), input: { id: 'a' } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await reveal({ caller: caller('admin', 'api-key'), input: { id: 'a' } })).toBe('value');
  });

  it('is in the list with its right and its events, and an open one without a right', () => {
    const entryOf = (name: string) => verbList().find((entry) => entry.name === name);
    expect(entryOf('change')).toMatchObject({ right: 'connection:write', audit: ['connection.updated'] });
    expect(entryOf('open')).toMatchObject({ right: null, audit: [] });
  });
});

describe('an open verb', () => {
  it('parses its input too', async () => {
    expect(await open({ input: { id: ' a ' } })).toBe('a');
    await expect(open({ input: { id: 'much too long' } })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('an event', () => {
  it('is written by verbs that declare it, also after a wait, and by what is no verb', async () => {
    const writing = (name: string, event: Parameters<typeof requireDeclared>[0]) =>
      verb({
        name,
        right: 'connection:write',
        input,
        audit: ['connection.updated'],
        run: async () => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          requireDeclared(event);
        },
      })({ caller: caller('admin'), input: { id: 'a' } });
    await expect(writing('declares', 'connection.updated')).resolves.toBeUndefined();
    await expect(writing('hides', 'connection.removed')).rejects.toMatchObject({ code: 'internal' });
    expect(() => requireDeclared('connection.removed')).not.toThrow();
  });
});
