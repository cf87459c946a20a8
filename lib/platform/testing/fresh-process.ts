import { dropEverySingleton, once } from '../singleton';

// Vitest runs this before each test file. Files share a process, and each begins as a process does: with nothing registered, and
// with the environment that the run was given.
const kept = 'environment of the test run';
const given = once(kept, () => ({ ...process.env }));
dropEverySingleton();
once(kept, () => given);
const isVitests = (name: string) => name.startsWith('VITEST') || name.startsWith('TEST_');
for (const name of Object.keys(process.env)) {
  if (!isVitests(name) && !(name in given)) Reflect.deleteProperty(process.env, name);
}
for (const [name, value] of Object.entries(given)) {
  if (!isVitests(name)) process.env[name] = value;
}
