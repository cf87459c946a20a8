import { defineConfig } from 'prisma/config';

// Only for the command line (generate, migrate status): the app opens the database itself, lib/platform/database.ts.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost:5432/latchkey' },
});
