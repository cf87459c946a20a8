import type { MintedToken, Sandbox } from './handle';
import { productionItems } from './seed-production';
import { sharedItems } from './seed-shared';
import { stagingItems, stagingVariables } from './seed-staging';

/** The vaults of the seed and what is in them. */
const vaults = [
  { name: 'Production', description: 'What customers meet', items: productionItems },
  { name: 'Staging', description: 'The rehearsal', items: stagingItems },
  { name: 'Shared', description: 'What everybody uses', items: sharedItems },
] as const;

/** Fills an empty sandbox with a company's vaults and mints a token that reads them all. Every value is made up. */
export function seedSandbox(sandbox: Sandbox): MintedToken {
  for (const { name, description, items } of vaults) {
    const vault = sandbox.createVault({ name, description });
    for (const item of items) sandbox.createItem({ ...item, vault: vault.id });
  }
  sandbox.createEnvironment({ name: 'Shop staging', variables: stagingVariables });
  return sandbox.mintToken({ name: 'demo' });
}
