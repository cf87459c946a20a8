import { apiKeyRows, projectRows, userRows } from './testing/rows/people';
import { runRows } from './testing/run';

runRows('people, keys and projects', { ...userRows, ...apiKeyRows, ...projectRows });
