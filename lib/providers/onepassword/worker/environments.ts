import {
  type EnvironmentVariable,
  type Item,
  type ItemField,
  ItemFieldType,
  ItemState,
} from '@1password/sdk';
import { groupBy } from '@/lib/kernel/group-by';
import { messageFor } from '@/lib/kernel/message';
import type { FoundReference } from '@/lib/providers/contract';
import { cleanTitle } from '@/lib/providers/onepassword/items/clean-title';
import type { ReadEnvironment, ReadVariable } from '@/lib/providers/onepassword/items/environment';
import { greatestVersion } from '@/lib/providers/onepassword/items/present-found';
import { asProviderFailure, certain, ProviderFailure } from '@/lib/providers/provider-failure';
import { fetchOne } from './fetch-items';
import { listItems } from './locate';
import { readTogether } from './read-together';
import { askSdk, type Job } from './sdk-call';
import { learnVaults } from './vaults';

// Of fields of these types an item gives the same text as the SDK's own reading of an Environment (environments.test.ts).
const alikeTypes: readonly string[] = [
  ItemFieldType.Text,
  ItemFieldType.Concealed,
  ItemFieldType.Url,
  ItemFieldType.Email,
  ItemFieldType.Phone,
  ItemFieldType.Menu,
  ItemFieldType.Totp,
];

/**
 * Reads all variables of an Environment: on the wire a vault of a type of its own that holds exactly one item, whose fields they are.
 * The SDK's `getVariables` costs three requests each time and does not tell when they were changed; the listing of the vault and
 * the item cost two, and tell it. Where they cannot tell for certain what the SDK would say, it is asked, too; of an Environment that
 * the service does not list it alone is.
 * Throws `secret_not_found`, `secret_unreadable` with sentences of their own, `secret_forbidden`, `provider_*`.
 */
export function readEnvironment(
  job: Job,
  environmentId: string,
  titlesWithinMs: number,
): Promise<ReadEnvironment> {
  return readTogether(job.account.environments, environmentId, job, {
    prepare: (joint) => learnVaults(joint, [environmentId], titlesWithinMs),
    read: (joint) => readNow(joint, environmentId),
    waitMs: titlesWithinMs,
  });
}

async function readNow(job: Job, environmentId: string): Promise<ReadEnvironment> {
  const { kinds, byId } = job.account.titles;
  const kind = kinds.get(environmentId);
  if (kind === 'vault') throw certain('secret_not_found', messageFor('notAnEnvironment'));
  try {
    const read = await unlessSaidAgain(() =>
      kind ? readByItem(job, environmentId) : readUnlisted(job, environmentId),
    );
    if (read.variables.length === 0) throw certain('secret_not_found', messageFor('environmentEmpty'));
    return { id: environmentId, title: byId.get(environmentId) ?? environmentId, ...read };
  } catch (error) {
    throw told(asProviderFailure(error));
  }
}

/** That nothing is there counts once it is said again: an Environment that is known is not given up for one answer. */
async function unlessSaidAgain<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const { code, says } = asProviderFailure(error).failure;
    // With a sentence of ours it was understood, and not merely answered 404.
    if (code !== 'secret_not_found' || says) throw error;
    return read();
  }
}

type Read = Pick<ReadEnvironment, 'variables' | 'version' | 'updatedAt'>;

/** The SDK lists the items of no vault that it was not told of in the list of vaults: its own reading is all that there is. */
async function readUnlisted(job: Job, environmentId: string): Promise<Read> {
  const variables = withCodes(await askVariables(job, environmentId), []);
  return { variables, version: 0, updatedAt: new Date(0) };
}

async function readByItem(job: Job, environmentId: string): Promise<Read> {
  const item = await readItem(job, environmentId);
  const ofItem = item.fields.map(variableOf);
  const isAlone = item.fields.every(isAlike) && holdsFieldsAlone(item);
  const variables = isAlone ? ofItem : withCodes(await askVariables(job, environmentId), ofItem);
  return { variables, version: item.version, updatedAt: item.updatedAt };
}

async function readItem(job: Job, environmentId: string): Promise<Item> {
  const listed = await listItems(job, environmentId);
  const [one, other] = listed;
  if (!one) throw certain('secret_not_found', messageFor('environmentEmpty'));
  // Archived ones count: 1Password's own reading refuses them, too.
  if (other) throw new ProviderFailure(corrupted, 'item');
  if (one.state !== ItemState.Active) throw certain('secret_not_found', messageFor('environmentArchived'));
  const item = await fetchOne(job, { vaultId: environmentId, itemId: one.id });
  if (item instanceof ProviderFailure) throw item;
  return item;
}

const corrupted = {
  code: 'secret_unreadable',
  says: messageFor('environmentCorrupted'),
  isCertain: true,
} as const;

function isAlike({ fieldType, sectionId }: ItemField): boolean {
  return typeof sectionId === 'string' && alikeTypes.includes(fieldType);
}

function holdsFieldsAlone({ files, document, notes }: Item): boolean {
  return files.length === 0 && !document && notes === '';
}

function variableOf({ id, title, value, fieldType, details }: ItemField): ReadVariable {
  const code = details?.type === 'Otp' ? details.content.code : undefined;
  return {
    id,
    name: title,
    value,
    isMasked: fieldType === ItemFieldType.Concealed || fieldType === ItemFieldType.Totp,
    isOneTimePassword: fieldType === ItemFieldType.Totp,
    ...(code ? { code } : {}),
  };
}

/** The SDK's own reading. */
async function askVariables(job: Job, environmentId: string): Promise<readonly EnvironmentVariable[]> {
  const { variables } = await askSdk(job, { vaultId: environmentId }, (client) =>
    client.environments.getVariables(environmentId),
  );
  return variables;
}

/** What the SDK read, with what it does not tell, ids and one-time passwords, by the names in the item. */
function withCodes(
  variables: readonly EnvironmentVariable[],
  ofItem: readonly ReadVariable[],
): ReadVariable[] {
  const codes = new Map(
    ofItem.filter(({ isOneTimePassword }) => isOneTimePassword).map((each) => [each.name, each]),
  );
  const ids = new Map(
    [...groupBy(ofItem, ({ name }) => name)].flatMap(([name, [one, other]]) =>
      one?.id === undefined || other ? [] : [[name, one.id] as const],
    ),
  );
  return variables.map(({ name, value, masked }) => {
    const id = ids.get(name);
    return {
      ...(codes.get(name) ?? { isOneTimePassword: false }),
      ...(id === undefined ? {} : { id }),
      name,
      value,
      isMasked: masked,
    };
  });
}

// What is told of an item, or of a vault, that cannot be read.
const ofItems = new Set<string>(['itemUnreadable', 'vaultUnlistable']);

/** What went wrong with an Environment, in words of its own. */
function told(failure: ProviderFailure): ProviderFailure {
  const { code, says } = failure.failure;
  if (code === 'secret_not_found' && !says) return certain(code, messageFor('environmentNotFound'));
  if (code === 'secret_unreadable' && says && 'key' in says && ofItems.has(says.key)) {
    return new ProviderFailure(
      { ...failure.failure, says: messageFor('environmentUnreadable') },
      failure.place,
    );
  }
  return failure;
}

/** What a reference to a variable, or to all of them, turned out to name. */
export function foundVariable(
  { title, version, updatedAt }: ReadEnvironment,
  bound: string,
  variable: ReadVariable | undefined,
): FoundReference {
  return {
    bound,
    names: { vault: title, item: '', field: cleanTitle(variable?.name ?? '') },
    ...(variable?.id === undefined ? {} : { memberId: variable.id }),
    fieldType: typeOf(variable),
    itemVersion: Math.min(version, greatestVersion),
    itemUpdatedAt: updatedAt.toISOString(),
  };
}

function typeOf(variable: ReadVariable | undefined): string {
  if (!variable) return 'Environment';
  if (variable.isOneTimePassword) return ItemFieldType.Totp;
  return variable.isMasked ? ItemFieldType.Concealed : ItemFieldType.Text;
}
