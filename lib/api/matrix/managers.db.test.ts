import { managerRows, managerScopeRows } from './testing/rows/managers';
import { runRows } from './testing/run';

runRows('secret managers', { ...managerRows, ...managerScopeRows });
