const registryKey = Symbol.for('latchkey.registry');

/**
 * The one thing of its name in this process, made by `make` at the first call.
 * The built console and the server hold different instances of every module; this registry is what they share.
 */
export function once<T>(name: string, make: () => T): T {
  const things = registry();
  if (!things.has(name)) things.set(name, make());
  return asRegistered<T>(things.get(name));
}

/** The thing of this name, or undefined when none was registered. */
export function findSingleton<T>(name: string): T | undefined {
  return asRegistered<T | undefined>(registry().get(name));
}

/** Registers `value` under `name` in place of whatever was there. Closing the old one is the caller's. */
export function replaceSingleton<T>(name: string, value: T): void {
  registry().set(name, value);
}

/** Forgets the thing of this name. Closing it is the caller's. */
export function dropSingleton(name: string): void {
  registry().delete(name);
}

/** Forgets everything, as at the start of a process: for tests, whose files share one. */
export function dropEverySingleton(): void {
  registry().clear();
}

// Every read asks for a dozen things: the global object is slow to ask, and the registry in it stays the same one.
let found: Map<string, unknown> | undefined;

function registry(): Map<string, unknown> {
  if (found) return found;
  const holder: { [registryKey]?: Map<string, unknown> } = Object(globalThis);
  holder[registryKey] ??= new Map<string, unknown>();
  found = holder[registryKey];
  return found;
}

/** Guarantee: one name is one type. Each name is written by one module, which declares the type beside it. */
function asRegistered<T>(value: unknown): T {
  return value as T;
}
