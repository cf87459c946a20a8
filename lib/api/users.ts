import { pageSchema, searchedPageQuerySchema } from '@/lib/kernel/page';
import { createUser } from '@/lib/users/create';
import { inviteUser } from '@/lib/users/invite';
import { listUsers } from '@/lib/users/list';
import { makeResetLink } from '@/lib/users/reset-link';
import {
  createdUserSchema,
  createInputSchema,
  resetLinkViewSchema,
  updateInputSchema,
  userViewSchema,
} from '@/lib/users/schema';
import { updateUser } from '@/lib/users/update';
import { idParams, type Route, route } from './route';

const tag = 'Users';

/** Users: make, list, change role, projects or whether they may sign in. */
export const userRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/users',
    tag,
    operationId: 'createUser',
    summary: 'Create a user and their invitation',
    description:
      'The answer has a one-time link, shown once, by which the user chooses a password; it works for seven days. No mail is sent: give the link to the person.',
    codes: ['conflict'],
    body: createInputSchema,
    answer: createdUserSchema,
    status: 201,
    run: ({ caller, body }) => createUser({ caller, input: body }),
  }),

  route({
    method: 'GET',
    path: '/users',
    tag,
    operationId: 'listUsers',
    summary: 'List users',
    description: 'By name. A caller for some projects sees the users of these.',
    query: searchedPageQuerySchema,
    answer: pageSchema(userViewSchema),
    run: ({ caller, query }) => listUsers({ caller, input: query }),
  }),

  route({
    method: 'PATCH',
    path: '/users/:id',
    tag,
    operationId: 'updateUser',
    summary: 'Change a user: name, role, projects, disabled or not',
    description:
      'What is not named is kept. Disabling a user ends their sessions and links at once. `conflict`: no enabled admin would be left.',
    codes: ['conflict'],
    params: idParams,
    body: updateInputSchema,
    answer: userViewSchema,
    run: ({ caller, params, body }) => updateUser({ caller, input: { id: params.id, patch: body } }),
  }),

  route({
    method: 'POST',
    path: '/users/:id/invitation',
    tag,
    operationId: 'inviteUser',
    summary: 'Create another invitation for a user who has not chosen a password yet',
    description:
      'A one-time link, shown once. It works for seven days; one made before stops working. At most five an hour for each user.',
    codes: ['conflict', 'over_budget'],
    params: idParams,
    answer: resetLinkViewSchema,
    status: 201,
    run: ({ caller, params }) => inviteUser({ caller, input: { id: params.id } }),
  }),

  route({
    method: 'POST',
    path: '/users/:id/reset-link',
    tag,
    operationId: 'makeResetLink',
    summary: 'Create a one-time link by which a user sets a new password',
    description:
      'It works for a day. A link made before stops working; sessions end when the password is set. At most five an hour for each user.',
    codes: ['conflict', 'over_budget'],
    params: idParams,
    answer: resetLinkViewSchema,
    status: 201,
    run: ({ caller, params }) => makeResetLink({ caller, input: { id: params.id } }),
  }),
];
