import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const allowed: Record<string, string> = {
  "from 'next/link'": 'components/ui/link.tsx',
  'router.push(': 'components/ui/navigate-provider.tsx',
  'router.replace(': 'components/ui/navigate-provider.tsx',
};

describe('what leads to another page', () => {
  it('goes through Link or useNavigate, which show that the page is on its way', () => {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'app', 'components'], {
      encoding: 'utf8',
    })
      .split('\n')
      .filter((path) => /(?<!\.test)\.tsx?$/.test(path));
    const found = files.flatMap((path) => {
      const text = readFileSync(path, 'utf8');
      return Object.keys(allowed).flatMap((part) => (text.includes(part) ? [`${path}: ${part}`] : []));
    });
    expect(found.sort()).toEqual(
      Object.entries(allowed)
        .map(([part, path]) => `${path}: ${part}`)
        .sort(),
    );
  });
});
