import type { AuditVerb } from '@/lib/kernel/audit-verbs';
import type { CallerName } from './callers';
import { decided, type Outcome, placeOf, type Table } from './oracle';
import { type Thing, things } from './things';
import type { World } from './world';

/** One thing that a verb is tried on, by every caller. */
export interface Case {
  name: string;
  outcome(caller: CallerName): Outcome;
  /** A valid input about what stays as it is. */
  input: unknown;
  /** The same about something made for this one call, which changes it. */
  fresh?(caller: CallerName): Promise<unknown>;
  /** What an allowed call writes into the audit, each as `verb @ projects`; nothing unless told. */
  events?(caller: CallerName): string[];
  /** Asked of the answer of an allowed call. */
  check?(answer: unknown, caller: CallerName): unknown;
}

export interface Row {
  cases(world: World): Case[];
  /** Of the odd inputs those that are fine, `path as kind`, or refused with another code, `path: code`. */
  odd?: readonly string[];
  /** Verbs that it calls, whose events it writes. */
  through?: readonly string[];
  /** Whose call the odd inputs are tried with; `admin` unless told. */
  oddCaller?: CallerName;
}

export type Rows = Readonly<Record<string, Row>>;

interface OnThings<Name extends string> {
  who: readonly CallerName[];
  see?: Table;
  may?: Table;
  input(thing: Name, world: World): unknown;
  fresh?(thing: Name, world: World): Promise<unknown>;
  events?(thing: Name): readonly string[];
  check?(answer: unknown, thing: Name, caller: CallerName, world: World): unknown;
}

/** A case for each of these things. */
export function onEach<Name extends string>(
  names: readonly Name[],
  world: World,
  { who, see, may, input, fresh, events, check }: OnThings<Name>,
): Case[] {
  return names.map((thing) => ({
    name: thing,
    outcome: (caller) => decided(caller, thing, { who, ...(see ? { see } : {}), ...(may ? { may } : {}) }),
    input: input(thing, world),
    ...(fresh ? { fresh: () => fresh(thing, world) } : {}),
    ...(events ? { events: () => [...events(thing)] } : {}),
    ...(check ? { check: (answer: unknown, caller: CallerName) => check(answer, thing, caller, world) } : {}),
  }));
}

/** A row about one thing of each kind. */
export function onThings(asked: OnThings<Thing>): Row {
  return { cases: (world) => onEach(things, world, asked) };
}

/** A row that is about nothing, such as a list: by role alone. */
export function onNothing(asked: {
  who: readonly CallerName[];
  input?: unknown;
  fresh?(): Promise<unknown>;
  events?: readonly string[];
  check?(answer: unknown, caller: CallerName, world: World): unknown;
}): Row {
  const { who, input, fresh, events, check } = asked;
  return {
    cases: (world) => [
      {
        name: 'all',
        outcome: (caller) => (who.includes(caller) ? 'allowed' : 'forbidden'),
        input,
        ...(fresh ? { fresh } : {}),
        ...(events ? { events: () => [...events] } : {}),
        ...(check ? { check: (answer: unknown, caller: CallerName) => check(answer, caller, world) } : {}),
      },
    ],
  };
}

/** An event about a thing, as the audit keeps it. */
export function event(verb: AuditVerb, thing: Thing): string {
  return `${verb} @ ${placeOf[thing]}`;
}
