import type { Rows } from '../case';
import { accountRows } from './accounts';
import { cacheRows } from './cache';
import { connectionBulkRows } from './connection-bulk';
import { connectionScopeRows } from './connection-scopes';
import { connectionRows } from './connections';
import { destinationRows } from './destinations';
import { managerRows, managerScopeRows } from './managers';
import { apiKeyRows, projectRows, userRows } from './people';
import { platformRows } from './platform';
import { referenceRows, scanRows } from './references';

/** Every row: a verb that is not in it fails the build. */
export const allRows: Rows = {
  ...connectionRows,
  ...connectionScopeRows,
  ...connectionBulkRows,
  ...managerRows,
  ...managerScopeRows,
  ...userRows,
  ...apiKeyRows,
  ...projectRows,
  ...cacheRows,
  ...referenceRows,
  ...scanRows,
  ...platformRows,
  ...accountRows,
  ...destinationRows,
};
