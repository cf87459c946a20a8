// What scripts/start.mjs runs: the product, for as long as the one who started it is there.
import { endWithParent } from './end-with-parent.mjs';

endWithParent();
await import('../dist/server.mjs');
