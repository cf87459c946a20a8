import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { UnrecognizedActionError } from 'next/dist/client/components/unrecognized-action-error';
import { describe, expect, it } from 'vitest';
import { LatchkeyError } from '@/lib/kernel/errors';
import { problemOf } from '@/lib/kernel/problem';
import { failedAction } from './failed-action';

const titleOf = (error: unknown) => failedAction(error).problem.title;

describe('an action that gave no outcome', () => {
  it('says that Latchkey did not answer only when nothing came back', () => {
    expect(titleOf(new TypeError('Failed to fetch'))).toBe('Latchkey did not answer');
    for (const other of [
      new Error('An unexpected response was received from the server.'),
      'text',
      undefined,
    ])
      expect(titleOf(other)).toBe('The answer was not from Latchkey');
  });

  it('says that Latchkey was updated when the server knows no such action', () => {
    expect(titleOf(new UnrecognizedActionError('Server Action was not found'))).toBe('Latchkey was updated');
  });

  it('says what the server said when it refused before it ran', () => {
    const problem = problemOf(new LatchkeyError('forbidden'), 'en');
    expect(failedAction(new Error(JSON.stringify(problem))).problem).toEqual(problem);
    for (const text of ['{', '{}', '{"code":"other","title":"a","detail":"b"}'])
      expect(titleOf(new Error(text))).toBe('The answer was not from Latchkey');
  });

  it('is put into words here alone', () => {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'app', 'components'], {
      encoding: 'utf8',
    }).split('\n');
    const others = files.filter(
      (path) =>
        /\.tsx?$/.test(path) &&
        !path.includes('.test.') &&
        /problem: offline/.test(readFileSync(path, 'utf8')),
    );
    expect(others).toEqual([]);
  });
});
