import { makeEvents, platformRows } from './testing/rows/platform';
import { runRows } from './testing/run';

runRows('the platform', platformRows, makeEvents);
