import type { FieldType, SectionField } from './fields';
import { createItem, type ItemAddress, touchItem } from './items';
import { isObject } from './json';
import type { Account, Item, Vault } from './model';
import { Refusal } from './refusal';
import { createVault, vaultOf } from './vaults';

/** A variable: concealed unless told otherwise. */
export type VariableInput = { name: string; value: string; type?: FieldType };

/** An Environment to be made: a named set of variables. `isUnlisted`: it is in no list of vaults, as the real service may do. */
export type EnvironmentInput = {
  name: string;
  id?: string;
  variables?: readonly VariableInput[];
  isUnlisted?: boolean;
};

/** What the service calls an Environment: a vault of this type, whose one item holds a field for each variable. */
const environmentType = 'D';

/** Makes an Environment and answers its id. Nobody may read it before it is granted, like a vault. */
export function createEnvironment(account: Account, input: EnvironmentInput): { id: string } {
  const attributes = { name: input.name, desc: '', avatar: '', type: environmentType };
  const vault = createVault(account, { name: input.name, attributes, ...(input.id ? { id: input.id } : {}) });
  if (input.isUnlisted) vaultOf(account, vault.id).isUnlisted = true;
  createItem(account, {
    vault: vault.id,
    title: input.name,
    category: 'SecureNote',
    fields: (input.variables ?? []).map(({ name, value, type = 'Concealed' }) => ({
      label: name,
      value,
      type,
    })),
  });
  return vault;
}

/** The address of the item that holds an Environment's variables; refuses with 404 when it has none, or several. */
export function variablesItem(account: Account, environment: string): ItemAddress {
  const [item, other] = vaultOf(account, environment).items.values();
  if (!item || other) throw new Refusal(404, `The Environment ${environment} does not hold one item.`);
  return { vault: environment, item: item.id };
}

/** Gives a variable another name, under the same field id; refuses with 404 when there is none. */
export function renameVariable(
  account: Account,
  input: { environment: string; name: string; to: string },
): void {
  const vault = vaultOf(account, input.environment);
  const item = vault.items.get(variablesItem(account, input.environment).item);
  const field = item && fieldsOf(item).find(({ t }) => t === input.name);
  if (!item || !field) throw new Refusal(404, `There is no variable ${input.name}.`);
  field.t = input.to;
  touchItem(account, vault, item);
}

/** Whether a vault is an Environment. */
export function isEnvironment({ attributes }: Vault): boolean {
  return isObject(attributes) && attributes.type === environmentType;
}

function fieldsOf({ details }: Item): SectionField[] {
  const sections: unknown = isObject(details) ? details.sections : [];
  return (Array.isArray(sections) ? sections : []).flatMap(
    (section: { fields?: SectionField[] }) => section.fields ?? [],
  );
}
