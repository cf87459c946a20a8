import { describe, expect, it } from 'vitest';
import { type LogFields, makeLog } from './log';

function logged(fields: object, level = 'info'): Record<string, unknown> {
  const lines: string[] = [];
  const anything: LogFields = Object(fields);
  makeLog(level, (line) => lines.push(line)).info('something.happened', anything);
  return JSON.parse(lines[0] ?? '{}');
}

describe('log', () => {
  it('writes one JSON line with time, level, event and fields', () => {
    expect(logged({ requestId: 'r-1', status: 200, durationMs: 1.5 })).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/),
      msg: 'something.happened',
      requestId: 'r-1',
      status: 200,
      durationMs: 1.5,
    });
  });

  it('drops fields that are not on the list, and those of another type', () => {
    const line = logged({
      password: 'canary',
      value: 'canary',
      status: 'canary',
      inside: { secret: 'canary' },
      constructor: 'canary',
      code: 'kept',
    });
    expect(JSON.stringify(line)).not.toContain('canary');
    expect(line.code).toBe('kept');
  });

  it('scrubs every text, whatever field it is in', () => {
    const line = logged({
      inside: 'failed at op://Production/Stripe/Secret Key',
      route: '/x?key=lk_0123456789',
    });
    expect(line.inside).toBe('failed at [reference]');
    expect(line.route).toBe('/x?key=[token]');
  });

  it('writes nothing below its level', () => {
    expect(logged({ code: 'x' }, 'warn')).toEqual({});
  });
});
