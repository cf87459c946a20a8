import type { Fault } from './faults';
import { newId, newUpperId } from './ids';
import { isObject, type JsonObject } from './json';
import type { Answer, Call } from './route';

/** The call as a fault lets the service understand it: other items than those asked for. */
export function bentCall(call: Call, fault: Fault | undefined): Call {
  const asked = isObject(call.body) ? call.body.itemUuids : undefined;
  const itemUuids: unknown[] = Array.isArray(asked) ? asked : [];
  switch (fault?.kind) {
    case 'reorderedBatch':
      return { ...call, body: { itemUuids: [...itemUuids].reverse() } };
    case 'shortBatch':
      return { ...call, body: { itemUuids: itemUuids.slice(0, -1) } };
    case 'wrongItem':
      return {
        ...call,
        ids: call.ids.map((id, index) => (index === 1 ? fault.item : id)),
        body: { itemUuids: [fault.item, ...itemUuids.slice(1)] },
      };
    default:
      return call;
  }
}

/** The answer with what a fault changes in its plaintext. */
export function bentAnswer(answer: Answer, fault: Fault | undefined): Answer {
  switch (fault?.kind) {
    case 'malformed':
      return fault.form === 'wrongShape' ? '{"unexpected":true}' : answer;
    case 'wrongServerProof':
      return edited(answer, { serverVerifyHash: Buffer.alloc(32).toString('base64url') });
    case 'differentUser':
      return edited(answer, { userUuid: newUpperId() });
    case 'panickingKeysets':
      return withKeysets(answer, fault.form);
    default:
      return answer;
  }
}

/** The sealed answer with a part of its envelope changed; bytes, which have no envelope, with a bit turned. */
export function tampered(answer: Answer, part: 'data' | 'iv' | 'kid' | 'cty'): Answer {
  if (typeof answer !== 'string') {
    const bytes = Buffer.from(answer);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    return bytes;
  }
  const envelope = objectIn(answer);
  switch (part) {
    case 'kid':
      return edited(answer, { kid: newUpperId() });
    case 'cty':
      return edited(answer, { cty: 'text/plain' });
    default:
      return edited(answer, { [part]: withFirstBitTurned(envelope[part]) });
  }
}

/** Answers without keysets stay as they are: spoilt, they would be refused before the keysets are asked for. */
function withKeysets(answer: Answer, form: 'empty' | 'noPrimary' | 'twoPrimaries'): Answer {
  const keysets = objectIn(answer).keysets;
  if (!Array.isArray(keysets)) return answer;
  const [primary]: unknown[] = keysets;
  switch (form) {
    case 'empty':
      return edited(answer, { keysets: [] });
    case 'noPrimary':
      return edited(answer, { keysets: [{ ...(isObject(primary) ? primary : {}), encryptedBy: newId() }] });
    case 'twoPrimaries':
      return edited(answer, { keysets: [primary, primary] });
  }
}

function withFirstBitTurned(text: unknown): string {
  const bytes = Buffer.from(typeof text === 'string' ? text : '', 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

function edited(answer: Answer, changes: JsonObject): string {
  return JSON.stringify({ ...objectIn(answer), ...changes });
}

function objectIn(answer: Answer): JsonObject {
  const value: unknown = JSON.parse(answer.toString());
  return isObject(value) ? value : {};
}
