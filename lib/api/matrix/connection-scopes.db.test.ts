import { connectionScopeRows } from './testing/rows/connection-scopes';
import { runRows } from './testing/run';

runRows('scopes of connections', connectionScopeRows);
