import type { Reply } from '../delivery';
import type { Fault } from '../faults';
import { errorReply } from './answer';
import type { ConnectRoute } from './routes';

/** The faults of the account's own server that need nothing of its protocol; `../faults` says what each does. */
type SharedFault = Extract<
  Fault,
  { kind: 'status' | 'redirect' | 'hang' | 'reset' | 'resetInBody' | 'slow' | 'truncated' | 'oversize' }
>;

/**
 * How an answer goes wrong: as on the account's own server, and
 * - `status`: with the body `{status, message}` unless told.
 * - `malformed`: HTML, nothing, other JSON, a coding that it does not have, or a byte that is no UTF-8 in its last text.
 * - `wrongContentType`: the right body as `text/html` unless told.
 */
export type ConnectFault =
  | SharedFault
  | { kind: 'malformed'; form: 'notJson' | 'empty' | 'wrongShape' | 'wrongEncoding' | 'notUtf8' }
  | { kind: 'wrongContentType'; contentType?: string };

/** Which requests a fault meets: all unless told. `skip` lets so many pass, then it meets `times` of them (all unless told). */
export type ConnectFaultScope = {
  route?: ConnectRoute | '*';
  /** The id of a token. */
  token?: string;
  skip?: number;
  times?: number;
};

/** A fault with the requests that it meets. */
export type ConnectFaultInput = ConnectFault & ConnectFaultScope;

/** The faults in force, in the order in which they were injected. */
export type ConnectFaults = {
  readonly inject: (input: ConnectFaultInput) => { remove: () => void };
  readonly clear: () => void;
  /** The first fault in force that meets a request. */
  readonly take: (request: { route: string; token: string | undefined }) => ConnectFault | undefined;
};

/** A table without faults. The account's own table knows neither these routes nor all these kinds. */
export function newConnectFaults(): ConnectFaults {
  const rules = new Set<{ input: ConnectFaultInput; skip: number; left: number }>();
  return {
    inject(input) {
      const rule = { input, skip: input.skip ?? 0, left: input.times ?? Number.POSITIVE_INFINITY };
      rules.add(rule);
      return { remove: () => void rules.delete(rule) };
    },
    clear: () => rules.clear(),
    take({ route, token }) {
      for (const rule of rules) {
        const { input } = rule;
        if (input.route !== undefined && input.route !== '*' && input.route !== route) continue;
        if (input.token !== undefined && input.token !== token) continue;
        if (rule.skip > 0) {
          rule.skip -= 1;
          continue;
        }
        rule.left -= 1;
        if (rule.left <= 0) rules.delete(rule);
        return input;
      }
      return undefined;
    },
  };
}

/** The reply as a fault would have it; `answer` is asked only when its reply counts. */
export function bentReply(fault: ConnectFault | undefined, answer: () => Reply): Reply {
  switch (fault?.kind) {
    case 'status':
      return statusReply(fault);
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: fault.location }, body: '' };
    case 'oversize':
      return { status: 200, body: '' };
    case 'malformed':
      return malformed(fault.form, answer);
    case 'wrongContentType': {
      const reply = answer();
      const type = fault.contentType ?? 'text/html; charset=utf-8';
      return { ...reply, headers: { ...reply.headers, 'content-type': type } };
    }
    default:
      return answer();
  }
}

/** The part of a fault that the delivery of a reply has to do. */
export function deliveryFault(fault: ConnectFault | undefined): Fault | undefined {
  return fault?.kind === 'wrongContentType' || fault?.kind === 'malformed' ? undefined : fault;
}

function statusReply({ status, headers = {}, body }: Extract<ConnectFault, { kind: 'status' }>): Reply {
  const isEmpty = status === 204 || status === 304;
  const usual = isEmpty ? '' : errorReply(status, 'A fault of the sandbox').body;
  return { status, headers, body: body ?? usual };
}

function malformed(form: Extract<ConnectFault, { kind: 'malformed' }>['form'], answer: () => Reply): Reply {
  switch (form) {
    case 'notJson':
      return { status: 200, body: '<html>Not JSON</html>' };
    case 'empty':
      return { status: 200, body: '' };
    case 'wrongShape':
      return { status: 200, body: '{"unexpected":true}' };
    case 'wrongEncoding':
      return { status: 200, headers: { 'content-encoding': 'gzip' }, body: 'This was never compressed.' };
    case 'notUtf8': {
      const reply = answer();
      const body = Buffer.from(reply.body);
      const end = Math.max(body.lastIndexOf('"'), 0);
      const spoilt = Buffer.concat([body.subarray(0, end), Buffer.from([0xff]), body.subarray(end)]);
      return { ...reply, headers: { 'content-type': 'application/json', ...reply.headers }, body: spoilt };
    }
  }
}
