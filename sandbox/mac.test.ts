import { describe, expect, it } from 'vitest';
import { checkMac, macHeader, macKeyOf, macText, newRequestIds, noteRequestId } from './mac';

const sessionKey = Buffer.from('3b96a1068fc19f6a5918cf1cdae70763b5d392a3a659e6bac7c79ac28af426ba', 'hex');
const macKey = macKeyOf(sessionKey);
const request = {
  sessionId: 'TOZVTFIFBZGFDFNE5KSZFY7EZY',
  method: 'GET',
  host: 'localhost',
  path: '/api/v1/vaults?attrs=combined-access',
};
const header = 'v1|6023891|dIKWNR15m_w-7enG';

describe('the request MAC', () => {
  it('is that of the vectors', () => {
    expect(macKey.toString('hex')).toBe('91fa881d1ac63ceeced010fd6f9330580d7a401072a97894a3f5fdd92ab07398');
    expect(macText({ ...request, requestId: '6023891' })).toBe(
      'TOZVTFIFBZGFDFNE5KSZFY7EZY|GET|localhost/api/v1/vaults?attrs=combined-access|v1|6023891',
    );
    expect(macHeader(macKey, { ...request, requestId: '6023891' })).toBe(header);
  });

  it('leaves out the port and keeps the question mark of an empty query', () => {
    const input = { ...request, host: 'LocalHost:9999', method: 'POST', path: '/api/v2/auth/complete' };
    expect(macText({ ...input, requestId: '2618213' })).toBe(
      'TOZVTFIFBZGFDFNE5KSZFY7EZY|POST|localhost/api/v2/auth/complete?|v1|2618213',
    );
  });

  it('accepts its own header and none of another request, key or shape', () => {
    expect(checkMac(macKey, header, request)).toBe(6023891);
    expect(checkMac(macKey, header, { ...request, path: '/api/v1/vaults' })).toBeUndefined();
    expect(checkMac(macKey, header, { ...request, method: 'POST' })).toBeUndefined();
    expect(checkMac(Buffer.alloc(32), header, request)).toBeUndefined();
    expect(checkMac(macKey, header.replace('6023891', '6023892'), request)).toBeUndefined();
    expect(checkMac(macKey, 'v1|1', request)).toBeUndefined();
    expect(checkMac(macKey, undefined, request)).toBeUndefined();
  });
});

describe('request ids', () => {
  it('may come out of order and with gaps, and never twice', () => {
    const ids = newRequestIds();
    expect([10, 12, 11, 500, 13].map((id) => noteRequestId(ids, id))).toEqual([true, true, true, true, true]);
    expect([10, 500, 13].map((id) => noteRequestId(ids, id))).toEqual([false, false, false]);
  });

  it('are refused when they are older than what is remembered', () => {
    const ids = newRequestIds();
    for (let id = 0; id < 300_000; id += 1) noteRequestId(ids, id);
    expect(noteRequestId(ids, 5)).toBe(false);
    expect(ids.recent.size).toBeLessThan(200_000);
  });
});
