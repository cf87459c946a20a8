import { expect, it } from 'vitest';
import { callerText } from './caller-text';

it('an API key and Latchkey itself are told as such, a person by their address', () => {
  expect(callerText('key billing worker')).toBe('key billing worker');
  expect(callerText('system')).toBe('Latchkey');
  expect(callerText('ada@example.com')).toBe('ada@example.com');
});
