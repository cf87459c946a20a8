/** What a form holds, ready to be kept: never a typed secret. `secrets`: labels of those that were left out. */
export interface KeptValue {
  value: unknown;
  secrets?: readonly string[];
}

type Read = () => KeptValue;
type BeforeReload = () => Promise<void>;

interface Kept {
  /** The page that they belong to. */
  path: string;
  values: Record<string, unknown>;
}

const storageName = 'latchkey.kept';

// Of this document: what there is to keep by name, who wants to know of the reload, and what was kept before it.
const reads = new Map<string, Read>();
const befores = new Set<BeforeReload>();
let keptBefore: Kept | undefined;
let isRead = false;

/** Has `read` kept under `name` when the page is loaded again for a new version, until the function returned is called. */
export function keepAtReload(name: string, read: Read): () => void {
  reads.set(name, read);
  return () => {
    if (reads.get(name) === read) reads.delete(name);
  };
}

/** Runs `before` ahead of such a reload, until the function returned is called. */
export function beforeKeptReload(before: BeforeReload): () => void {
  befores.add(before);
  return () => {
    befores.delete(before);
  };
}

/**
 * Loads the page again and keeps what its forms hold in this tab's session storage, which the load takes it out of.
 * `form` is told which secrets have to be typed again: `typedSecrets` and those that its values left out. False, and
 * nothing is loaded, when the browser keeps nothing.
 */
export async function keepAndReload(form: string, typedSecrets: readonly string[]): Promise<boolean> {
  const values: Record<string, unknown> = {};
  const secrets = new Set(typedSecrets);
  for (const [name, read] of reads) {
    const kept = read();
    values[name] = kept.value;
    for (const label of kept.secrets ?? []) secrets.add(label);
  }
  values[noteName(form)] = [...secrets];
  const kept: Kept = { path: window.location.pathname, values };
  try {
    window.sessionStorage.setItem(storageName, JSON.stringify(kept));
  } catch {
    return false;
  }
  for (const before of [...befores]) await before();
  window.location.reload();
  return true;
}

/** Under which name a form is told what has to be typed again. */
export function noteName(form: string): string {
  return `${form} secrets`;
}

/** What was kept under this name for this page, once; undefined when nothing was. */
export function takeKept(name: string): unknown {
  if (!isRead) {
    isRead = true;
    keptBefore = readStorage();
  }
  if (!keptBefore || keptBefore.path !== window.location.pathname || !(name in keptBefore.values))
    return undefined;
  const value = keptBefore.values[name];
  delete keptBefore.values[name];
  return value;
}

function readStorage(): Kept | undefined {
  try {
    const text = window.sessionStorage.getItem(storageName);
    if (text === null) return undefined;
    window.sessionStorage.removeItem(storageName);
    const read: unknown = JSON.parse(text);
    return isKept(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isKept(read: unknown): read is Kept {
  return isRecord(read) && typeof read.path === 'string' && isRecord(read.values);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether `kept`, which another version of the page may have written, has the shape of `present`: the same kinds of
 * values under the same names. Elements of a list are compared with the first one of `present`, if it has any.
 */
export function hasShapeOf<T>(present: T, kept: unknown): kept is T {
  if (Array.isArray(present)) {
    if (!Array.isArray(kept)) return false;
    const [first] = present;
    return kept.every((each) => (first === undefined ? typeof each === 'string' : hasShapeOf(first, each)));
  }
  if (isRecord(present)) {
    return isRecord(kept) && Object.entries(present).every(([name, value]) => hasShapeOf(value, kept[name]));
  }
  if (present === undefined || present === null)
    return kept === undefined || kept === null || typeof kept === 'string';
  return typeof present === typeof kept;
}
