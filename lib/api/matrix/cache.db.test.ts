import { cacheRows, makeCacheEvents } from './testing/rows/cache';
import { runRows } from './testing/run';

runRows('the cache', cacheRows, makeCacheEvents);
