import { accountRows, makeAccounts } from './testing/rows/accounts';
import { destinationRows } from './testing/rows/destinations';
import { runRows } from './testing/run';

runRows('own accounts, and destinations', { ...accountRows, ...destinationRows }, makeAccounts);
