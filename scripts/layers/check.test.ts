import { describe, expect, it } from 'vitest';
import { fits, readSources, violations } from './check.mjs';
import { neighbours, reserved, scheme, vendor } from './table.mjs';

const house = {
  'lib/kernel/errors.ts': '',
  'lib/kernel/secret-value.ts': '',
  'lib/crypto/envelope.ts': '',
  'lib/platform/database.ts': '',
  'lib/platform/singleton.ts': '',
  'lib/managers/schema.ts': '',
  'lib/managers/load.ts': '',
  'lib/connections/get.ts': '',
  'lib/doors/action.ts': '',
  'lib/api/app.ts': '',
  'components/button.tsx': '',
};

function wrongIn(file: string, code: string): string[] {
  return violations(new Map(Object.entries({ ...house, [file]: code })));
}

it('the house keeps to its table', () => {
  const sources = readSources();
  expect(sources.size).toBeGreaterThan(500);
  expect(violations(sources)).toEqual([]);
});

it('the table allows no more than is used', () => {
  const sources = [...readSources()];
  const unused = Object.entries(neighbours).flatMap(([folder, others]) =>
    others
      .filter(
        (other) =>
          !sources.some(([file, code]) => file.startsWith(folder) && code.match(`'(?:@|\\.)/${other}/`)),
      )
      .map((other) => `${folder} → ${other}`),
  );
  expect(unused).toEqual([]);
});

describe('a vendor', () => {
  it('is named in its folder and where the table says', () => {
    expect(wrongIn('lib/quota/x.ts', '// As 1Password counts.')).toEqual([
      'lib/quota/x.ts names a vendor: 1Password',
    ]);
    expect(wrongIn('lib/quota/x.ts', "const text = 'op://';")).toHaveLength(1);
    expect(wrongIn('lib/providers/onepassword/x.ts', '// As 1Password counts.')).toEqual([]);
  });

  it('is named in each of these files, or it would not be in the table', () => {
    const sources = readSources();
    const isNamed = vendor.files.map((pattern) =>
      [...sources].some(([file, code]) => fits(file, [pattern]) && vendor.words.test(code)),
    );
    expect(vendor.files.filter((_, at) => !isNamed[at])).toEqual([]);
  });
});

describe('a scheme of references', () => {
  it('is written in the folder of its grammar, and elsewhere in words and examples alone', () => {
    const code = "if (text.startsWith('op://')) return text.split('/')[3];";
    expect(wrongIn('app/(console)/connections/x.ts', code)).toEqual([
      'app/(console)/connections/x.ts writes a scheme of references: op://',
    ]);
    expect(wrongIn('components/picker/x.ts', 'const begins = /^op:\\/\\//i;')).toHaveLength(1);
    expect(wrongIn('lib/secrets/x.ts', 'const begins = /^op:\\/\\//i;')).toHaveLength(1);
    expect(wrongIn('components/picker/words.ts', code)).toEqual([]);
  });

  it('is taken apart by those alone who read such references', () => {
    const code = "import { parseReference } from '@/lib/providers/op/reference';";
    for (const file of ['lib/secrets/x.ts', 'components/x.ts', 'lib/providers/registry.ts'])
      expect(wrongIn(file, code)).toEqual([expect.stringContaining('lib/providers/op/** is for')]);
    expect(wrongIn('lib/providers/onepassword/x.ts', code)).toEqual([]);
  });

  it('stands in each file that the table allows it, as does what imports its grammar', () => {
    const sources = [...readSources()];
    const written = scheme.files.filter((pattern) =>
      sources.some(([file, code]) => fits(file, [pattern]) && scheme.words.test(code)),
    );
    expect(written).toEqual(scheme.files);
    const importing = sources.filter(([, code]) =>
      /from '(?:@\/lib\/providers|\.)\/op\/|from '\.\/reference/.test(code),
    );
    for (const pattern of reserved.flatMap(({ files }) => files))
      expect(
        importing.some(([file]) => fits(file, [pattern])),
        pattern,
      ).toBe(true);
  });
});

describe('an import is refused', () => {
  it.each([
    ['upwards', 'lib/kernel/x.ts', `import { database } from '@/lib/platform/database';`],
    ['upwards, of a type alone', 'lib/platform/x.ts', `import type { Loaded } from '@/lib/managers/load';`],
    ['to a neighbour that is not named', 'lib/managers/x.ts', `import { get } from '@/lib/connections/get';`],
    ['over several lines', 'lib/managers/x.ts', `import {\n  get,\n} from '@/lib/connections/get';`],
    ['that passes on', 'lib/managers/x.ts', `export { get } from '@/lib/connections/get';`],
    ['for its effect', 'lib/managers/x.ts', `import '@/lib/connections/get';`],
    ['made later', 'lib/managers/x.ts', `const get = () => import('@/lib/connections/get');`],
    ['by a relative path', 'lib/managers/x.ts', `import { errors } from '../kernel/errors';`],
    ['in a folder that no layer has', 'lib/new-room/x.ts', `import { errors } from '@/lib/kernel/errors';`],
    ['of a folder that no layer has', 'lib/managers/x.ts', `import { start } from '@/bench/start';`],
    ['of a vendor', 'lib/providers/references.ts', `import { createClient } from '@1password/sdk';`],
    ['of a framework', 'lib/managers/x.ts', `import { headers } from 'next/headers';`],
    ['of a verb by a component', 'components/x.tsx', `import { load } from '@/lib/managers/load';`],
    ['of the API by a page', 'app/page.tsx', `import { app } from '@/lib/api/app';`],
    ['of what seals by a page', 'app/page.tsx', `import { seal } from '@/lib/crypto/envelope';`],
    ['of the product by the sandbox', 'sandbox/x.ts', `import { errors } from '@/lib/kernel/errors';`],
    ['of a secret’s text', 'lib/managers/x.ts', `import { textOfSecret } from '@/lib/kernel/secret-value';`],
  ])('%s', (_name, file, code) => {
    expect(wrongIn(file, code)).toEqual([expect.stringMatching(`^${file.replace('.', '\\.')} imports `)]);
  });
});

describe('an import is allowed', () => {
  it.each([
    ['of what lies below', 'lib/managers/x.ts', `import { errors } from '@/lib/kernel/errors';`],
    ['of a neighbour that is named', 'lib/connections/x.ts', `import { load } from '@/lib/managers/load';`],
    ['within a folder', 'lib/managers/x.ts', `import { load } from './load';`],
    ['of a schema by a component', 'components/x.tsx', `import { schema } from '@/lib/managers/schema';`],
    [
      'of a secret without its text',
      'lib/managers/x.ts',
      `import { SecretValue } from '@/lib/kernel/secret-value';`,
    ],
    [
      'of the text where it is given',
      'lib/doors/reveal.ts',
      `import { textOfSecret } from '@/lib/kernel/secret-value';`,
    ],
    ['of any other package', 'lib/managers/x.ts', `import { z } from 'zod';`],
  ])('%s', (_name, file, code) => {
    expect(wrongIn(file, code)).toEqual([]);
  });
});
