import { expect, it } from 'vitest';
import { makeLog } from '@/lib/platform/log';
import { logOutput } from './console-output';

it('what Next prints is a line of the log each, without what a stranger sent', () => {
  const lines: string[] = [];
  const target = { ...console };
  const print = target.error;
  const putBack = logOutput(
    makeLog('info', (line) => lines.push(line)),
    target,
  );
  const error = failureOf('\u001b]0;canary\u0007\n{}');
  target.error('⨯', error);
  target.log('ready\u001b[2J\n{"msg":"forged"}');
  target.warn(new TypeError('Invalid URL'), { held: 'canary' });
  putBack();
  expect(target.error).toBe(print);
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line.trimEnd()).not.toMatch(/\p{Cc}|canary/u);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'error', msg: 'console.printed', inside: expect.stringMatching(/^⨯ SyntaxError; at /) },
    { level: 'info', inside: expect.stringContaining('ready') },
    { level: 'warn', inside: expect.stringMatching(/^TypeError; Invalid URL; .* object$/) },
  ]);
});

function failureOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
