import { connectionBulkRows, makeStandingRepoints } from './testing/rows/connection-bulk';
import { runRows } from './testing/run';

runRows('many connections', connectionBulkRows, makeStandingRepoints);
