import { guardedRoutes } from '@/lib/api/app';
import { codesOf } from '@/lib/api/codes';
import { verbNameOf } from '@/lib/api/who-may';

// Prints every guarded operation with its verb and the error codes that the description names.
const operations = guardedRoutes.map((route) => ({
  operationId: route.operationId,
  verb: verbNameOf(route),
  own: route.codes ?? [],
  codes: codesOf(route, 'signed-in'),
}));
process.stdout.write(JSON.stringify(operations));
