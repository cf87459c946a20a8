import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', '.next/**', 'e2e/**'],
    globalSetup: ['scripts/vitest-global-setup.mjs'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
