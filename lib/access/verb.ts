import type { z } from 'zod';
import type { AuditVerb } from '@/lib/kernel/audit-verbs';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { parseInput } from '@/lib/kernel/parse';
import { type Permission, roleMay } from '@/lib/kernel/permissions';
import { context, runInContext } from '@/lib/platform/context';
import { requireRecentSignIn } from './recent';

interface Declared<Schema extends z.ZodType> {
  /** As the code calls it. */
  name: string;
  /** Its whole input: ids and keys, bounds of lists. Nothing reaches `run` that this has not parsed. */
  input: Schema;
  /** Every event that it can write; none for what changes nothing. */
  audit: readonly AuditVerb[];
}

interface Spec<Schema extends z.ZodType, Result> extends Declared<Schema> {
  /** The right that it needs. The role is asked here, things in `run` by `requireMay`. */
  right: Permission;
  /** Asks people for a password given lately (lib/access/recent): always, or for some inputs. */
  recent?: true | ((input: z.output<Schema>) => boolean);
  run(asked: { caller: Caller; input: z.output<Schema> }): Promise<Result>;
}

interface OpenSpec<Schema extends z.ZodType, Result, Extra> extends Declared<Schema> {
  run(asked: { input: z.output<Schema> } & Extra): Promise<Result>;
}

type InputOf<Schema extends z.ZodType> =
  undefined extends z.input<Schema> ? { input?: z.input<Schema> } : { input: z.input<Schema> };

/** A verb as a table shows it. `right` is null for what somebody does who is not known yet, such as signing in. */
export interface VerbEntry extends Declared<z.ZodType> {
  right: Permission | null;
  /** Whether it asks people for a password given lately. */
  recent: 'always' | 'sometimes' | 'never';
}

const entries = new Map<string, VerbEntry>();

/**
 * Makes a verb: what a caller may ask of Latchkey. It asks for the right by role, parses the whole input, and runs. There
 * is no verb without a right, a schema and its audit events, since there is no other way to make one; a test reads the
 * list. The verb throws `forbidden`, `invalid_input`, and what `run` throws.
 */
export function verb<Schema extends z.ZodType, Result>(spec: Spec<Schema, Result>) {
  const recent = spec.recent === true ? 'always' : spec.recent ? 'sometimes' : 'never';
  const entry = registered({ ...spec, recent });
  return async (asked: { caller: Caller } & InputOf<Schema>): Promise<Result> => {
    requireRole(asked.caller, spec.right);
    const input = parseInput(spec.input, asked.input);
    if (spec.recent === true || spec.recent?.(input)) requireRecentSignIn(asked.caller);
    return runInContext({ verb: entry }, () => spec.run({ caller: asked.caller, input }));
  };
}

/** The same for what is asked by somebody who is not known yet: the link or the password in its input is the right. */
export function openVerb<Schema extends z.ZodType, Result, Extra extends object = object>(
  spec: OpenSpec<Schema, Result, Extra>,
) {
  const entry = registered({ ...spec, right: null, recent: 'never' });
  return async (asked: InputOf<Schema> & Extra): Promise<Result> => {
    const input = parseInput(spec.input, asked.input);
    return runInContext({ verb: entry }, () => spec.run({ ...asked, input }));
  };
}

/** Every verb whose module is loaded, by name. */
export function verbList(): readonly VerbEntry[] {
  return [...entries.values()];
}

/** Refuses an event that the running verb does not declare, so that the list of verbs tells the truth of the audit. */
export function requireDeclared(event: AuditVerb): void {
  const verbNow = context().verb;
  if (!verbNow || verbNow.audit.includes(event)) return;
  throw new LatchkeyError('internal', { inside: `${verbNow.name} does not declare the event ${event}` });
}

function registered({ name, right, recent, input, audit }: VerbEntry): VerbEntry {
  const entry = { name, right, recent, input, audit };
  entries.set(name, entry);
  return entry;
}

function requireRole({ kind, role }: Caller, permission: Permission): void {
  if (permission === 'value:resolve' && kind === 'user') {
    throw new LatchkeyError('forbidden', { says: messageFor('valuesForWorkloads') });
  }
  if (roleMay(role, permission)) return;
  throw new LatchkeyError('forbidden', { says: messageFor('roleLacks', { role }) });
}
