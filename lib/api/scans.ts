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
import { providerCodes, secretCodes } from './codes';
import { idParams, type Route, route } from './route';

const tag = 'References';

/** Broken references: scan for them, and what was found. */
export const scanRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/secret-managers/:id/scan',
    tag,
    operationId: 'getScan',
    summary: 'The last scan of a secret manager’s references, the next one, and its cost',
    description:
      'The estimate says about how many requests a scan would take now. Read from stored rows: no request goes to a secret manager.',
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
      'References whose names changed are updated by id; what is broken becomes a finding. It uses only the part of the provider’s limits that is kept for background work, and answers `provider_rate_limited` when that is not enough. `conflict`: a scan is running already.',
    codes: ['conflict', 'over_budget', ...providerCodes],
    params: idParams,
    answer: scanViewSchema,
    run: ({ caller, params }) => scanManager({ caller, input: params }),
  }),

  route({
    method: 'POST',
    path: '/secret-managers/scan',
    tag,
    operationId: 'scanAllManagers',
    summary: 'Scan all secret managers, one after the other',
    description:
      'Those that the caller’s projects reach. One that fails says why in its place and holds up no other. Each scan uses only the part of the provider’s limits that is kept for background work.',
    answer: scanAllResultSchema,
    run: ({ caller }) => scanAllManagers({ caller }),
  }),

  route({
    method: 'GET',
    path: '/references/findings',
    tag,
    operationId: 'listFindings',
    summary: 'List broken references, with what could be bound instead',
    description:
      'From the last scan and from failed reads, the newest first. Candidates are references that are near to the broken one.',
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
    description:
      'Counts those of connections that the caller sees. A secret manager without any is left out of the counts; `checks` says of each how far its references were checked, and why they cannot be.',
    answer: findingCountsSchema,
    run: ({ caller }) => countFindings({ caller }),
  }),

  route({
    method: 'POST',
    path: '/references/repair',
    tag,
    operationId: 'repairReference',
    summary: 'Bind a field to another reference in place of a broken one',
    description:
      'The new reference is looked up first, which counts against the caller’s budget. `conflict`: the field is bound to something else by now.',
    codes: ['not_found', 'conflict', ...secretCodes, ...providerCodes],
    body: repairInputSchema,
    answer: connectionViewSchema,
    run: ({ caller, body }) => repairReference({ caller, input: body }),
  }),
];
