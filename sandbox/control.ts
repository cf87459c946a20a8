import type { ServerResponse } from 'node:http';
import { faultInput } from './control-fault';
import { fieldTypeOf, itemInput, rawContent, variablesInput } from './control-input';
import type { Incoming } from './exchange';
import type { Sandbox } from './handle';
import type { ItemAddress } from './items';
import {
  type JsonObject,
  numberOf,
  optionalNumberOf,
  optionalTextOf,
  readObject,
  textOf,
  textsOf,
} from './json';
import { Refusal } from './refusal';
import type { FieldPlace } from './update-item';

/** Answers a request to `/sandbox`: the ways to change and watch a sandbox while it runs, in JSON. */
export function serveControl(sandbox: Sandbox, incoming: Incoming, response: ServerResponse): void {
  const reply = controlReply(sandbox, incoming);
  response.writeHead(reply.status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(reply.body)}\n`);
}

type Action = (sandbox: Sandbox, body: JsonObject) => unknown;

// Vaults and items are named by id or by name; what an action answers is added to {"ok":true}.
const actions: Record<string, Action> = {
  'GET /sandbox': (sandbox) => ({
    address: sandbox.address,
    ...sandbox.summary(),
    faults: sandbox.faults(),
  }),
  'GET /sandbox/requests': (sandbox) => ({ requests: sandbox.requests(), counts: sandbox.counts() }),
  'POST /sandbox/requests/clear': (sandbox) => sandbox.clearLog(),

  'POST /sandbox/vaults': (sandbox, body) =>
    sandbox.createVault({
      name: textOf(body, 'name'),
      description: optionalTextOf(body, 'description') ?? '',
    }),
  'POST /sandbox/vaults/rename': (sandbox, body) =>
    sandbox.renameVault({ vault: vaultIn(sandbox, body), name: textOf(body, 'name') }),
  'POST /sandbox/vaults/delete': (sandbox, body) => sandbox.deleteVault({ vault: vaultIn(sandbox, body) }),

  'POST /sandbox/environments': (sandbox, body) =>
    sandbox.createEnvironment({
      name: textOf(body, 'name'),
      variables: variablesInput(body),
      isUnlisted: body.unlisted === true,
    }),
  'POST /sandbox/environments/set': (sandbox, body) =>
    sandbox.updateItem({
      ...sandbox.variablesItem(vaultIn(sandbox, body, 'environment')),
      field: textOf(body, 'name'),
      value: textOf(body, 'value'),
      type: 'Concealed',
    }),
  'POST /sandbox/environments/remove': (sandbox, body) =>
    sandbox.removeField({
      ...sandbox.variablesItem(vaultIn(sandbox, body, 'environment')),
      field: textOf(body, 'name'),
    }),
  'POST /sandbox/environments/rename': (sandbox, body) =>
    sandbox.renameVariable({
      environment: vaultIn(sandbox, body, 'environment'),
      name: textOf(body, 'name'),
      to: textOf(body, 'to'),
    }),

  'POST /sandbox/items': (sandbox, body) => sandbox.createItem(itemInput(body, vaultIn(sandbox, body))),
  'POST /sandbox/items/update': (sandbox, body) => {
    const type = fieldTypeOf(body);
    const change = { ...fieldIn(sandbox, body), value: body.value };
    sandbox.updateItem(type === undefined ? change : { ...change, type });
  },
  'POST /sandbox/items/remove-field': (sandbox, body) => sandbox.removeField(fieldIn(sandbox, body)),
  'POST /sandbox/items/rename': (sandbox, body) =>
    sandbox.renameItem({ ...itemIn(sandbox, body), title: textOf(body, 'title') }),
  'POST /sandbox/items/raw': (sandbox, body) =>
    sandbox.setRawContent({ ...itemIn(sandbox, body), ...rawContent(body) }),
  'POST /sandbox/items/archive': (sandbox, body) => sandbox.archiveItem(itemIn(sandbox, body)),
  'POST /sandbox/items/restore': (sandbox, body) => sandbox.restoreItem(itemIn(sandbox, body)),
  'POST /sandbox/items/delete': (sandbox, body) => sandbox.deleteItem(itemIn(sandbox, body)),
  'POST /sandbox/items/move': (sandbox, body) =>
    sandbox.moveItem({ ...itemIn(sandbox, body), toVault: vaultIn(sandbox, body, 'toVault') }),

  'POST /sandbox/tokens': (sandbox, body) =>
    sandbox.mintToken({
      name: optionalTextOf(body, 'name') ?? 'minted',
      ...(body.vaults === undefined
        ? {}
        : { vaults: textsOf(body, 'vaults').map((name) => sandbox.findVault(name)) }),
      ...(body.canWrite === true ? { canWrite: true } : {}),
    }),
  'POST /sandbox/tokens/revoke': (sandbox, body) => sandbox.revokeToken(textOf(body, 'serviceAccountId')),
  'POST /sandbox/tokens/restore': (sandbox, body) => sandbox.restoreToken(textOf(body, 'serviceAccountId')),
  'POST /sandbox/tokens/grant': (sandbox, body) =>
    sandbox.grantVault({
      serviceAccountId: textOf(body, 'serviceAccountId'),
      vault: vaultIn(sandbox, body),
      ...(body.canWrite === true ? { canWrite: true } : {}),
    }),
  'POST /sandbox/tokens/withdraw': (sandbox, body) =>
    sandbox.withdrawVault({
      serviceAccountId: textOf(body, 'serviceAccountId'),
      vault: vaultIn(sandbox, body),
    }),

  'POST /sandbox/sessions/expire': (sandbox, body) =>
    sandbox.expireSessions(optionalTextOf(body, 'serviceAccountId')),
  'POST /sandbox/faults': (sandbox, body) => ({ id: sandbox.injectFault(faultInput(body)).id }),
  'POST /sandbox/faults/clear': (sandbox, body) => sandbox.clearFaults(optionalNumberOf(body, 'id')),
  'POST /sandbox/latency': (sandbox, body) => sandbox.setLatency(numberOf(body, 'latencyMs')),
};

function controlReply(sandbox: Sandbox, incoming: Incoming): { status: number; body: unknown } {
  const path = incoming.path.split('?', 1)[0] ?? '';
  const action = actions[`${incoming.method} ${path.replace(/\/$/, '')}`];
  if (action === undefined)
    return { status: 404, body: { reason: 'There is no such call.', calls: Object.keys(actions) } };
  try {
    const answer = action(sandbox, incoming.body === '' ? {} : readObject(incoming.body));
    sandbox.save();
    return { status: 200, body: { ok: true, ...(typeof answer === 'object' ? answer : {}) } };
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: { reason: error.message } };
    throw error;
  }
}

function vaultIn(sandbox: Sandbox, body: JsonObject, key = 'vault'): string {
  return sandbox.findVault(textOf(body, key));
}

function itemIn(sandbox: Sandbox, body: JsonObject): ItemAddress {
  return sandbox.findItem(vaultIn(sandbox, body), textOf(body, 'item'));
}

function fieldIn(sandbox: Sandbox, body: JsonObject): FieldPlace {
  const section = optionalTextOf(body, 'section');
  const place = { ...itemIn(sandbox, body), field: textOf(body, 'field') };
  return section === undefined ? place : { ...place, section };
}
