import { referenceRows, scanRows } from './testing/rows/references';
import { runRows } from './testing/run';

runRows('references and scans', { ...referenceRows, ...scanRows });
