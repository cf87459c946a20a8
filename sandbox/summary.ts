import { type Category, categoryOf } from './categories';
import { isEnvironment } from './environments';
import { itemTitle } from './items';
import { isObject } from './json';
import type { Account, Item } from './model';
import { vaultName } from './vaults';

/** A field, without its value. */
export type FieldSummary = { id: string; label: string; section: string };

/** An item, without its values. */
export type ItemSummary = {
  id: string;
  title: string;
  category: Category;
  state: Item['state'];
  fields: FieldSummary[];
};

/** An Environment, without its values. */
export type EnvironmentSummary = { id: string; name: string; variables: string[] };

/** What the account holds, without any secret value. */
export type Summary = {
  vaults: { id: string; name: string; items: ItemSummary[] }[];
  environments: EnvironmentSummary[];
  serviceAccounts: { id: string; name: string; email: string; revoked: boolean; vaults: string[] }[];
};

/** Lists vaults, items, fields, Environments and service accounts; no value, key or token. */
export function summaryOf(account: Account): Summary {
  const vaults = [...account.vaults.values()];
  return {
    vaults: vaults
      .filter((vault) => !isEnvironment(vault))
      .map((vault) => ({
        id: vault.id,
        name: vaultName(vault),
        items: [...vault.items.values()].map(itemSummary),
      })),
    environments: vaults.filter(isEnvironment).map((vault) => ({
      id: vault.id,
      name: vaultName(vault),
      variables: [...vault.items.values()].flatMap((item) =>
        itemSummary(item).fields.map(({ label }) => label),
      ),
    })),
    serviceAccounts: [...account.serviceAccounts.values()].map(({ id, name, email, revoked, grants }) => ({
      id,
      name,
      email,
      revoked,
      vaults: [...grants.keys()],
    })),
  };
}

function itemSummary(item: Item): ItemSummary {
  const { id, state, details } = item;
  const content = isObject(details) ? details : {};
  const fields = [...webFields(content.fields), ...objectsIn(content.sections).flatMap(sectionFields)];
  return { id, title: itemTitle(item), category: categoryOf(item.templateNumber), state, fields };
}

function webFields(list: unknown): FieldSummary[] {
  return objectsIn(list).map((field) => ({ id: textIn(field.id), label: textIn(field.name), section: '' }));
}

function sectionFields(section: Record<string, unknown>): FieldSummary[] {
  return objectsIn(section.fields).map((field) => ({
    id: textIn(field.n),
    label: textIn(field.t),
    section: textIn(section.title),
  }));
}

function objectsIn(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
