import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { type CallerName, callerNames, callersOf } from './callers';
import type { Case, Row, Rows } from './case';
import { fingerprint } from './fingerprint';
import { oddInputs } from './odd-inputs';
import { loadVerbs, type Verb } from './verbs';
import { makeWorld, type World } from './world';

// Events that stand in the world from the beginning.
const notFurnished = { actorId: { not: 'matrix' } };

/**
 * Tries every row: each case by each caller, then inputs that are no input. A refused call must have changed nothing at
 * all; an allowed one must have written the events of its row and no other. `furnish` adds to the world.
 */
export function runRows(
  noun: string,
  rows: Rows,
  furnish: (world: World) => Promise<void> = async () => undefined,
): void {
  useTestDatabase();
  const account = useTestAccount();
  const counts = { combinations: 0, odd: 0 };
  let world: World;
  let verbs: ReadonlyMap<string, Verb>;

  beforeAll(async () => {
    world = await makeWorld(account.sandbox);
    await furnish(world);
    verbs = await loadVerbs();
  });
  afterAll(() => {
    console.info(`matrix of ${noun}: ${counts.combinations} combinations, ${counts.odd} odd inputs`);
  });

  for (const [name, row] of Object.entries(rows)) {
    describe(name, () => {
      for (const caller of callerNames) {
        it(`gives ${caller} what is theirs, and writes down what it did`, async () => {
          const cases = row.cases(world);
          counts.combinations += cases.length;
          expect(await tryAll(verbOf(name), row, cases, caller)).toEqual([]);
        });
      }
      it('looks at no input of a role that may never do it', async () => {
        const all = callersOf(world);
        const cases = row.cases(world);
        const isNever = (caller: CallerName) => cases.every((each) => each.outcome(caller) === 'forbidden');
        const never = callerNames.filter((caller) =>
          callerNames.filter((other) => all[other].role === all[caller].role).every(isNever),
        );
        for (const caller of never) {
          const call = () => verbOf(name).call({ caller: all[caller], input: 'not an input' });
          expect(`${caller}: ${await codeOf(call)}`).toBe(`${caller}: forbidden`);
        }
      });
      it('takes no input of another form', async () => {
        const wrong: string[] = [];
        const by = callersOf(world)[row.oddCaller ?? 'admin'];
        const before = await fingerprint();
        for (const { path, kind, input } of oddInputs(row.cases(world)[0]?.input)) {
          if (row.odd?.includes(`${path} as ${kind}`)) continue;
          counts.odd += 1;
          const code = await codeOf(() => verbOf(name).call({ caller: by, input }));
          const isFine = code === 'invalid_input' || row.odd?.includes(`${path}: ${code}`);
          if (!isFine) wrong.push(`${path} as ${kind}: ${code}`);
        }
        expect(wrong).toEqual([]);
        expect(await fingerprint()).toEqual(before);
      });
    });
  }

  function verbOf(name: string): Verb {
    const verb = verbs.get(name);
    if (!verb) throw new Error(`${name} is no verb`);
    return verb;
  }

  /** The refused ones first, together: after them the database must be what it was. */
  async function tryAll(verb: Verb, row: Row, cases: readonly Case[], caller: CallerName): Promise<string[]> {
    const wrong: string[] = [];
    const refused = cases.filter((each) => each.outcome(caller) !== 'allowed');
    const before = refused.length > 0 ? await fingerprint() : {};
    for (const each of refused) {
      const code = await codeOf(() => verb.call({ caller: callersOf(world)[caller], input: each.input }));
      const expected = each.outcome(caller);
      if (code !== expected) wrong.push(`${each.name}: ${code} in place of ${expected}`);
    }
    const after = refused.length > 0 ? await fingerprint() : {};
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    if (changed.length > 0) wrong.push(`refused calls changed ${changed.join(', ')}`);
    for (const each of cases) {
      if (!refused.includes(each)) wrong.push(...(await tryAllowed(verb, row, each, caller)));
    }
    return wrong;
  }

  async function tryAllowed(verb: Verb, row: Row, each: Case, caller: CallerName): Promise<string[]> {
    const by = callersOf(world)[caller];
    const input = each.fresh ? await each.fresh(caller) : each.input;
    await database().auditEvent.deleteMany({ where: notFurnished });
    let answer: unknown;
    const code = await codeOf(async () => {
      answer = await verb.call({ caller: by, input });
    });
    if (code !== 'allowed') return [`${each.name}: ${code} in place of allowed`];
    const wrong = await problemsOf(() => each.check?.(answer, caller));
    const written = await eventsBy(by.id);
    const wanted = (each.events?.(caller) ?? []).sort();
    if (written.join(', ') !== wanted.join(', ')) wrong.push(`wrote [${written}] in place of [${wanted}]`);
    const declared = [verb.name, ...(row.through ?? [])].flatMap((name) => verbs.get(name)?.audit ?? []);
    const more = written.filter((text) => !declared.some((event) => text.startsWith(`${event} @`)));
    if (more.length > 0) wrong.push(`does not declare [${more}]`);
    return wrong.map((what) => `${each.name}: ${what}`);
  }

  async function eventsBy(actorId: string): Promise<string[]> {
    const rows = await database().auditEvent.findMany({ where: notFurnished });
    const names = new Map(Object.entries(world.projects).map(([name, id]) => [id, name]));
    return rows
      .map((row) => {
        const projects = row.projectIds.map((id) => names.get(id) ?? 'another');
        const place = [...projects, ...(row.scope === 'platform' ? ['platform'] : [])].sort().join(' ');
        return `${row.verb} @ ${place}${row.actorId === actorId ? '' : ` by ${row.actorLabel}`}`;
      })
      .sort();
  }
}

/** How a call ended: `allowed`, or the code of its error. */
async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'allowed';
  } catch (error) {
    if (!isLatchkeyError(error)) return `internal (${String(error).slice(0, 300)})`;
    return error.code === 'internal' ? `internal (${error.inside})` : error.code;
  }
}

async function problemsOf(check: () => unknown): Promise<string[]> {
  try {
    await check();
    return [];
  } catch (error) {
    return [String(error).replace(/\s+/g, ' ').slice(0, 400)];
  }
}
