// Where a secret is, whatever the secret manager. A container (a vault, a mount, a project) holds units (an item, a path, a
// secret), each of which one read returns; a unit has members (fields, keys). What else a scheme knows stays in its grammar.

/**
 * What a secret is called, for people: container, unit and member, under the keys that the API answers. `section`: a group of
 * members, where the secret manager has such.
 */
export interface Titles {
  vault: string;
  item: string;
  section?: string;
  field: string;
}

/** The same as schemas give it. */
export interface GivenTitles extends Omit<Titles, 'section'> {
  section?: string | undefined;
}

/** Names that a secret is looked up by, and the form that it is asked in. */
export interface NamedPlace extends GivenTitles {
  form?: string | undefined;
}

/** One secret, by its reference. */
export interface Locator {
  /** Its identity, in canonical form: what is stored, hashed into the cache key and told to machines. */
  text: string;
  /** Before `://`. */
  scheme: string;
  /** From the outermost on, as patterns name them: by id or by name, as it was written. */
  parts: readonly string[];
  container: string;
  /** What one read returns, named from its container on. The database takes stored references apart alike. */
  unit: string;
  /** The same within its container. */
  unitId: string;
  /** Empty: all of the unit. */
  member: string;
  /** What it is asked to give in place of its value. */
  form?: string;
  /** Whether it names its unit by what nothing else can be called and no rename changes. */
  isPinned: boolean;
  /** Whether it is another value each time: never cached. */
  isVolatile: boolean;
}

/** Whether the container of a reference is one unit itself, as an environment is: one read returns all that is in it. */
export function isOneUnit({ container, unit }: Pick<Locator, 'container' | 'unit'>): boolean {
  return unit === container;
}

/** What stands at one step of the way to a secret: its id, and its title where that is known. */
export type Step = readonly [id: string, title?: string | undefined];

/** A secret that a pattern is held against, with its titles where they are known. */
export interface Place {
  locator: Locator;
  titles?: GivenTitles | undefined;
}

/** What stands above secrets: a container, and what lies in it down to some step. */
export interface PlaceAbove {
  scheme: string;
  steps: readonly Step[];
}

/** Patterns, ready to be asked. */
export interface PatternSet {
  /** Whether a reference is let through. */
  allows(place: Place): boolean;
  /** Whether anything below may be let through: to show the way there. */
  leadsThrough(above: PlaceAbove): boolean;
  /** Whether it lets everything of a scheme through, so that nothing else need be known. */
  isAny(scheme: string): boolean;
  /** Those of its patterns that are of these schemes. */
  within(schemes: readonly string[]): PatternSet;
}

/** Where in a stored reference a part of a pattern is looked for: the how many-eth part, or its last; and under which title. */
export interface PatternColumn {
  at: number | 'last';
  title?: keyof Titles;
}

/** What people step through on the way to a secret, and the secret itself. */
export type Level = 'vault' | 'item' | 'field' | 'environment' | 'variable';

/** The form of references of one scheme. Plain functions: pages load them too. */
export interface ReferenceGrammar {
  /** Before `://`. */
  scheme: string;
  /** How one looks, for messages. */
  example: string;
  /** From the outermost on; the last is what is bound. Above it stand as many as it takes to name a unit. */
  levels: readonly Level[];
  /** Throws `reference_invalid` with what is wrong and where. */
  parse(text: string): Locator;
  /** The reference by these names, whether or not its text can be parsed: it is for comparing and for eyes. */
  locate(names: NamedPlace): Locator;
  /** Names of container, unit and member as a reference has them. */
  namesOf(locator: Locator): Titles;
  /** The text of a reference by names, for who writes it down; undefined where a name cannot stand in one. */
  write(names: NamedPlace): string | undefined;
  /** A reference in another form, or in none. */
  inForm(text: string, form: string | undefined): string;
  /** The same member of another unit, in no form. */
  movedTo(locator: Locator, to: Pick<Locator, 'container' | 'unitId'>): string;
  /** What a text may mean whose names hold characters that references refuse, each way to cut it. None: it is no reference. */
  ways(text: string): NamedPlace[];
  /** Whether a name has the form of an id of the service. */
  isId(name: string): boolean;
  /** Whether a name can stand in a reference as it is. */
  fits(name: string): boolean;
  /** So many parts a whole reference has at least. */
  leastParts: number;
  /** The unit that a link of the service's own pages leads to. Undefined: it is none of them. */
  unitOfLink?(link: URL): Pick<Locator, 'container' | 'unitId'> | undefined;
  /** The ways in which patterns name a secret, each from the outermost step on. */
  steps(place: Place): readonly (readonly Step[])[];
  /** What stands between a unit and its member within a part, where the member is no part of its own. */
  memberMark?: string;
  /** Whether these can be the parts of a pattern; `isOpen`: it ends in `**`. */
  isPattern(parts: readonly string[], isOpen: boolean): boolean;
  /** Where the parts of a pattern are looked for in stored references. Undefined: nothing lies below it. */
  columnsOf(parts: number, isOpen: boolean): readonly PatternColumn[] | undefined;
}
