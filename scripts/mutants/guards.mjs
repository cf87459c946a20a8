import { cacheGuards } from './guards/cache.mjs';
import { changeGuards } from './guards/changes.mjs';
import { detachedGuards } from './guards/detached.mjs';
import { environmentGuards } from './guards/environments.mjs';
import { fallbackGuards } from './guards/fallback.mjs';
import { keyGuards } from './guards/keys.mjs';
import { limitGuards } from './guards/limits.mjs';
import { outsideGuards } from './guards/outside.mjs';
import { peopleGuards } from './guards/people.mjs';
import { permissionGuards } from './guards/permissions.mjs';
import { readingGuards } from './guards/reading.mjs';
import { sealingGuards } from './guards/sealing.mjs';
import { signingInGuards } from './guards/signing-in.mjs';
import { startGuards } from './guards/starts.mjs';
import { troubleGuards } from './guards/troubles.mjs';
import { trustGuards } from './guards/trust.mjs';
import { upstreamGuards } from './guards/upstream.mjs';
import { workerGuards } from './guards/worker.mjs';

/**
 * Guards that no form of the code gives away, each with the text that it is, what stands there while it is off, and the
 * tests that must fail then. `find` stands exactly once in its file.
 */
export const guards = [
  ...permissionGuards,
  ...environmentGuards,
  ...readingGuards,
  ...keyGuards,
  ...cacheGuards,
  ...upstreamGuards,
  ...signingInGuards,
  ...sealingGuards,
  ...limitGuards,
  ...peopleGuards,
  ...outsideGuards,
  ...changeGuards,
  ...startGuards,
  ...detachedGuards,
  ...troubleGuards,
  ...trustGuards,
  ...fallbackGuards,
  ...workerGuards,
];
