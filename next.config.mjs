import { sourceId } from './scripts/stamp.mjs';

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // The same source is the same build on every machine: behind one balancer a page of one may ask another for its parts.
  generateBuildId: () =>
    sourceId(['app', 'components', 'lib', 'public', 'next.config.mjs', 'package-lock.json']),
  // Names of scripts hang on the paths of their sources from here. Next would go up to the outermost package-lock.json.
  turbopack: { root: import.meta.dirname },
  reactStrictMode: true,
  typedRoutes: false,
  // `npm test` checks types, tests included; somebody who only starts the product need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // Without these the build passes and the first call of a vendor package fails (its .wasm is not found).
  serverExternalPackages: [
    '@1password/sdk',
    '@1password/sdk-core',
    '@electric-sql/pglite',
    '@prisma/client',
    '@prisma/adapter-pg',
    'pg',
    'pino',
    'better-auth',
    'rate-limiter-flexible',
  ],
};
