import { buildApi } from '@/lib/api/app';
import { clock } from '@/lib/platform/clock';

// Prints the API's description. Nothing is asked of a database: routes are added, and none is called.
const api = await buildApi({
  origin: 'http://localhost:3000',
  isOwnOrigin: () => false,
  version: '0.0.0',
  clock: clock(),
  parts: [],
  isStopping: () => false,
});
const answer = await api.inject({ method: 'GET', url: '/api/openapi.json' });
process.stdout.write(answer.body);
await api.close();
