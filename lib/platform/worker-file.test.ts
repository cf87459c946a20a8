import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { workerFile } from './worker-file';

it('finds the bundled worker above this file', () => {
  const url = workerFile('sdk-worker');
  expect(url.protocol).toBe('file:');
  expect(url.pathname).toMatch(/\/dist\/sdk-worker\.mjs$/);
  expect(existsSync(url)).toBe(true);
});
