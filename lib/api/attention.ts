import { listAttention } from '@/lib/attention/list';
import { attentionSchema } from '@/lib/attention/schema';
import { type Route, route } from './route';

/** What needs a person. */
export const attentionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/attention',
    tag: 'Attention',
    operationId: 'listAttention',
    summary: 'What needs a person, the most urgent first, each with its next step',
    description:
      'Broken and refused references, secret managers that cannot be asked, limits nearly used up, keys that end, and more; at most 500. From stored rows: no request goes out. Narrowed to what the caller may see.',
    answer: attentionSchema,
    run: ({ caller }) => listAttention({ caller }),
  }),
];
