import { messageFor } from '@/lib/kernel/message';
import type { BrowsedItem } from '@/lib/providers/contract';
import { cleanTitle } from '@/lib/providers/onepassword/items/clean-title';
import { certain, passing } from '@/lib/providers/provider-failure';
import { type Asked, failureOf, jsonOf, ofTheItemAlone } from './failures';
import type { ConnectAnswer, ConnectHttp } from './http';
import { type ConnectItem, type ConnectVault, itemOf, overviewsOf, vaultsOf } from './items';

export interface ItemPlace {
  vaultId: string;
  itemId: string;
}

/** What one token sees on one Connect server. All methods reject with a ProviderFailure; each costs one request. */
export interface ConnectAccount {
  vaults(signal: AbortSignal): Promise<ConnectVault[]>;
  /** The active items of a vault: Connect lists no archived ones. */
  items(vaultId: string, signal: AbortSignal): Promise<BrowsedItem[]>;
  /** One more request where the server fails for this item, to tell whether it fails for all. */
  item(place: ItemPlace, signal: AbortSignal): Promise<ConnectItem>;
  /** The content of a file as text. Certain `reference_invalid` where it is none. */
  fileText(place: ItemPlace, fileId: string, signal: AbortSignal): Promise<string>;
  /** The title of a vault as last listed, fit to be shown. Undefined: it was in no list. */
  titleOf(vaultId: string): string | undefined;
  close(when?: 'now' | 'afterLast'): void;
}

/** Makes the view of one token. Nothing is asked before a method is called. */
export function createConnectAccount(http: ConnectHttp): ConnectAccount {
  const titles = new Map<string, string>();
  let witness: Promise<boolean> | undefined;

  const vaults = async (signal: AbortSignal) => {
    const answer = await http.get({ path: '/v1/vaults', route: 'vaults', signal });
    const listed = vaultsOf(jsonOf(sound(answer, 'vaults')));
    if (!listed) throw passing('provider_unavailable');
    titles.clear();
    for (const { id, title } of listed) titles.set(id, cleanTitle(title));
    return listed;
  };
  /** Whether the server answers at all just now. One look for all that fail meanwhile. */
  const isAnswering = (signal: AbortSignal) => {
    witness ??= vaults(signal)
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        witness = undefined;
      });
    return witness;
  };
  const itemPath = ({ vaultId, itemId }: ItemPlace) => `/v1/vaults/${vaultId}/items/${itemId}`;

  return {
    vaults,
    async items(vaultId, signal) {
      const path = `/v1/vaults/${vaultId}/items`;
      const answer = await http.get({ path, route: 'items', signal });
      const listed = overviewsOf(jsonOf(sound(answer, 'vault')));
      if (!listed) throw passing('provider_unavailable');
      return listed;
    },
    async item(place, signal) {
      try {
        const answer = await http.get({ path: itemPath(place), route: 'item', signal });
        return itemOf(jsonOf(sound(answer, 'item')), place);
      } catch (error) {
        const alone = ofTheItemAlone(error);
        throw alone !== error && (await isAnswering(signal)) ? alone : error;
      }
    },
    async fileText(place, fileId, signal) {
      const path = `${itemPath(place)}/files/${encodeURIComponent(fileId)}/content`;
      const { body } = sound(await http.get({ path, route: 'file', signal }), 'item');
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(body);
      } catch {
        throw certain('reference_invalid', messageFor('fileNotText'));
      }
    },
    titleOf: (vaultId) => titles.get(vaultId),
    close: (when) => http.close(when),
  };
}

/** The answer if it is 2xx; else throws what it says. */
function sound(answer: ConnectAnswer, asked: Asked): ConnectAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw failureOf(answer, asked);
}
