import { guardProcess, tuneWebAssembly } from './guard-process';

// A program of its own, for imports run before the first line of the file that has them.
guardProcess();
tuneWebAssembly();
await import(new URL('./product.mjs', import.meta.url).href);
