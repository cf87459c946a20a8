import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// Handlers of what is pressed. `void` drops the promise by which a button knows that it is still at work.
const dropped = /\b(?:onClick|onSelect|onSubmit|onRemove)=\{(?:async )?\([^)]*\) =>[^\n]*\bvoid\b/;

const pages = () =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'app', 'components'], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => path.endsWith('.tsx'));

describe('a form', () => {
  it('is the one that puts nothing typed into an address', () => {
    const wrong = pages().filter((path) => /<form[\s>]/.test(readFileSync(path, 'utf8')));
    expect(wrong).toEqual(['components/ui/form-element.tsx']);
  });
});

describe('a handler of a button, a menu entry or a form', () => {
  it('gives the promise of what it asks the server, so that a double click asks once', () => {
    const files = pages();
    expect(files.length).toBeGreaterThan(100);
    const wrong = files.flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line, at) => (dropped.test(line) ? [`${path}:${at + 1}`] : [])),
    );
    expect(wrong).toEqual([]);
  });
});
