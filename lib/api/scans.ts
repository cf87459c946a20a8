import { connectionViewSchema } from '@/lib/connections/schema';
import { pageSchema } from '@/lib/kernel/page';
import { countFindings, listFindings } from '@/lib/scans/findings';
import { getScan } from '@/lib/scans/get';
import { repairReference } from '@/lib/scans/repair';
import { scanManager } from '@/lib/scans/scan';
import { scanAllManagers } from '@/lib/scans/scan-all';
import {
  findingCountsSchema,
  findingsInputSchema,
  findingViewSchema,
  repairInputSchema,
  scanAllResultSchema,
  scanViewSchema,
} from '@/lib/scans/schema';
import { idParams, type Route, route } from './route';

const tag = 'References';

/** Broken references: scan for them, and what was found. */
export const scanRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/secret-managers/:id/scan',
    tag,
    operationId: 'getScan',
    summary: 'The last scan of a secret manager’s references, the next one, and what it would cost',
    params: idParams,
    answer: scanViewSchema,
    run: ({ caller, params }) => getScan({ caller, input: params }),
  }),

  route({
    method: 'POST',
    path: '/secret-managers/:id/scan',
    tag,
    operationId: 'scanManager',
    summary: 'Look at every reference bound through a secret manager now',
    description:
      'Renamed things are healed by id; what is broken becomes a finding. Within the background share of the quota.',
    params: idParams,
    answer: scanViewSchema,
    run: ({ caller, params }) => scanManager({ caller, input: params }),
  }),

  route({
    method: 'POST',
    path: '/secret-managers/scan',
    tag,
    operationId: 'scanAllManagers',
    summary: 'The same for all secret managers, one after the other',
    answer: scanAllResultSchema,
    run: ({ caller }) => scanAllManagers({ caller }),
  }),

  route({
    method: 'GET',
    path: '/references/findings',
    tag,
    operationId: 'listFindings',
    summary: 'List broken references, with what could be bound instead',
    query: findingsInputSchema,
    answer: pageSchema(findingViewSchema),
    run: ({ caller, query }) => listFindings({ caller, input: query }),
  }),

  route({
    method: 'GET',
    path: '/references/findings/counts',
    tag,
    operationId: 'countFindings',
    summary: 'How many broken references there are, in all and by secret manager',
    answer: findingCountsSchema,
    run: ({ caller }) => countFindings({ caller }),
  }),

  route({
    method: 'POST',
    path: '/references/repair',
    tag,
    operationId: 'repairReference',
    summary: 'Bind a field to another reference in place of a broken one',
    description: 'Answers `conflict` when the field is bound to something else by now.',
    body: repairInputSchema,
    answer: connectionViewSchema,
    run: ({ caller, body }) => repairReference({ caller, input: body }),
  }),
];
