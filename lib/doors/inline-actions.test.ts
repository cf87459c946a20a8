import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('server actions close over nothing: each stands in a file that is of actions alone', () => {
  const list = ['ls-files', '-co', '--exclude-standard', 'app', 'components', 'lib'];
  const files = execFileSync('git', list, { encoding: 'utf8' })
    .split('\n')
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'));
  const marked = files.flatMap((path) => {
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.flatMap((line, at) => (/^\s*['"]use server['"]/.test(line) ? [{ path, at }] : []));
  });
  expect(marked.length).toBeGreaterThan(5);
  expect(marked.filter(({ at }) => at > 0)).toEqual([]);
});
