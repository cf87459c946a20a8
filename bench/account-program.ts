import { parseArgs } from 'node:util';
import { startSandbox } from '@/sandbox/sandbox';

// A 1Password account on loopback in a process of its own: so many vaults, items and fields, Environments and variables in each. Prints itself as JSON.

const { values } = parseArgs({
  options: {
    vaults: { type: 'string', default: '1' },
    items: { type: 'string', default: '100' },
    fields: { type: 'string', default: '10' },
    environments: { type: 'string', default: '0' },
    variables: { type: 'string', default: '0' },
  },
});
const [vaultCount, itemCount, fieldCount] = [values.vaults, values.items, values.fields].map(Number);

const sandbox = await startSandbox();
const vaults = numbers(vaultCount).map((vaultNumber) => {
  const name = `Vault ${vaultNumber}`;
  const { id } = sandbox.createVault({ name });
  return { id, name };
});
const items = numbers(itemCount).map((itemNumber) => {
  const vault = vaults[itemNumber % vaults.length] ?? { id: '', name: '' };
  const title = `Item ${itemNumber}`;
  const { id } = sandbox.createItem({
    vault: vault.id,
    title,
    category: 'ApiCredentials',
    fields: numbers(fieldCount).map((fieldNumber) => ({
      id: `f${fieldNumber}`,
      label: `Field ${fieldNumber}`,
      type: 'Concealed',
      value: `value of ${title}, field ${fieldNumber}`,
    })),
  });
  return { id, title, vaultId: vault.id, vaultName: vault.name };
});
const environments = numbers(Number(values.environments)).map((environmentNumber) => {
  const name = `Environment ${environmentNumber}`;
  const variables = numbers(Number(values.variables)).map((variable) => ({
    name: `V${variable}`,
    value: `value of ${name}, variable ${variable}`,
  }));
  return sandbox.createEnvironment({ name, variables }).id;
});
const { token, serviceAccountId } = sandbox.mintToken();
process.on('SIGTERM', () => void sandbox.close().then(() => process.exit(0)));
console.log(
  JSON.stringify({ address: sandbox.address, token, serviceAccountId, vaults, items, environments }),
);

function numbers(count = 0): number[] {
  return Array.from({ length: count }, (_, number) => number);
}
