import { connectionRows } from './testing/rows/connections';
import { runRows } from './testing/run';

runRows('connections', connectionRows);
