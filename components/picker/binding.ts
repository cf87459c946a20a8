import type { z } from 'zod';
import type { Outcome } from '@/lib/kernel/outcome';
import type { fieldListSchema, itemListSchema, ManagerView, vaultListSchema } from '@/lib/managers/schema';
import type {
  CheckInput,
  CheckResult,
  Offers,
  ReadForSearch,
  ReadForSearchInput,
  SearchAnswer,
  SearchAsked,
  SuggestInput,
  Titles,
} from '@/lib/secrets/schema';

export type Vault = z.infer<typeof vaultListSchema>['items'][number];
export type ItemList = z.infer<typeof itemListSchema>;
export type Item = z.infer<typeof itemListSchema>['items'][number];
export type ItemField = z.infer<typeof fieldListSchema>['items'][number];

/** A container, or what stands in its place in another tree. */
export type Top = Vault;

/** What an item or an environment holds, as it is listed. */
export interface Member extends ItemField {
  /** Several have this name and no reference tells them apart: none of them can be bound. */
  times?: number;
}

/** A field's tie to a secret, as the form holds it until it is saved. */
export interface Binding {
  secretManagerId: string;
  secretManagerName: string;
  provider: ManagerView['provider'];
  /** What is stored, by ids when it was found. */
  reference: string;
  /** By names, for eyes. */
  shownReference: string;
  titles?: Titles;
  /** `chosen`: from a list, not read yet. `unverified`: kept as written, on explicit word. */
  trust: 'verified' | 'chosen' | 'unverified';
}

/** An item chosen as a whole. */
export interface ChosenItem {
  manager: Pick<ManagerView, 'id' | 'name' | 'provider'>;
  vaultId: string;
  itemId: string;
  title: string;
  vaultTitle: string;
}

/** Resolves a reference as a workload would and tells all but the value. A server action. */
export type CheckAction = (input: CheckInput) => Promise<Outcome<CheckResult>>;

/** Secrets that a pasted text may mean. A server action. */
export type SuggestAction = (input: SuggestInput) => Promise<Outcome<Offers>>;

/** Vaults, items and fields by name, out of what is listed already. A server action. */
export type SearchAction = (input: SearchAsked) => Promise<Outcome<SearchAnswer>>;

/** Lists more of a secret manager for searching. A server action. */
export type ReadForSearchAction = (input: ReadForSearchInput) => Promise<Outcome<ReadForSearch>>;

/** What a picker asks the server. */
export interface PickerActions {
  check: CheckAction;
  suggest: SuggestAction;
  search: SearchAction;
  readForSearch: ReadForSearchAction;
}
