// Ids in examples. A test puts those of real things in their place (lib/api/examples.db.test.ts).
export const ids = {
  manager: '0b7c6a52-3f0e-4d5f-9d52-6a1f2f0f7c11',
  otherManager: '5d2f9f0e-8a41-4c93-b1a7-2f5f0c7d9e22',
  project: '9a3e1c74-62d8-4b0b-8f3d-0c4b7a5e6d33',
  cacheEntry: 'c18f5b90-7e24-4a6d-9b8e-3d6a1f2c4b44',
  repoint: 'e4b0d2a6-1c5f-4e3a-a7d9-8f6b5c3d2a55',
  apiKey: 'f6c9e8d1-4b7a-4f2c-8e5d-1a3b5c7d9f66',
  user: '27d4f1b8-9e6c-4a5b-b3f2-7c8d9e0f1a77',
  environment: 'envs44example4ids4only4abc',
  vault: 'vault4example4ids4only4abc',
  item: 'item44example4ids4only4abc',
} as const;

/** What the field is bound to: by ids, as it is stored. */
export const storedReference = `op://${ids.vault}/${ids.item}//secretkey`;
/** The same by names, as people write it. */
export const shownReference = 'op://Production/Stripe/Secret Key';

/** When everything in the examples happened. */
export const at = '2026-03-02T09:30:00.000Z';
