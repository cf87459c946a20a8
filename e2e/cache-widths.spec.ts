import { expect, type Page } from '@playwright/test';
import { languageCookie } from '@/lib/kernel/language';
import { byKey, type Call } from './api-client';
import { newManager, newPerson, newProject, type Person, signIn } from './steps';
import { test } from './test';

const longTitle = 'Customer notification gateway of the European region';
let asAdmin: Call;
let support: Person;
let managerId: string;

test.beforeAll(async ({ latchkey }) => {
  const { sandbox, origin, adminApiKey } = latchkey;
  asAdmin = byKey(origin, adminApiKey);
  const vault = sandbox.createVault({ name: 'Infrastructure and operations' }).id;
  const fields = ['Primary signing secret', 'port'].map((label) => ({
    label,
    type: 'Concealed' as const,
    value: 'a value',
  }));
  for (const title of [longTitle, 'Archived item']) {
    sandbox.createItem({ vault, title, category: 'ApiCredentials', fields });
  }
  const token = sandbox.mintToken({ vaults: [vault] }).token;
  const { id } = await newManager(asAdmin, '1Password of the platform team', token);
  managerId = id;
  const projectIds = [await newProject(asAdmin, { id })];
  const bound = (item: string, field: string) => ({
    secretManagerId: id,
    reference: `op://Infrastructure and operations/${item}/${field}`,
  });
  const made = await asAdmin('POST', '/api/v1/connections', {
    key: 'widths',
    name: 'Notifications of the European region',
    app: 'custom',
    scope: 'project',
    projectIds,
    fields: {
      one: bound(longTitle, 'Primary signing secret'),
      two: bound(longTitle, 'port'),
      gone: bound('Archived item', 'port'),
    },
  });
  expect(made.status, made.text).toBe(201);
  sandbox.archiveItem(sandbox.findItem(sandbox.findVault('Infrastructure and operations'), 'Archived item'));
  await asAdmin('POST', '/api/v1/cache/clear', { filter: { connection: 'widths' } });
  expect((await asAdmin('POST', '/api/v1/connections/widths/resolve')).status).toBe(424);
  support = await newPerson(asAdmin, 'support', projectIds);
});

/** Of each row: how wide its reference's cell is, and whether the whole name of the field is seen in it. */
const cells = (page: Page) =>
  page.locator('[data-part="field"]').evaluateAll((fields) =>
    fields.map((field) => {
      const cell = field.closest('td')?.getBoundingClientRect();
      const own = field.getBoundingClientRect();
      return {
        text: field.textContent,
        width: Math.round(cell?.width ?? 0),
        isSeen: cell !== undefined && own.width > 0 && own.left >= cell.left && own.right <= cell.right,
      };
    }),
  );

test('the reference keeps its room and shows its field at every width, in both languages', async ({
  page,
  latchkey,
}) => {
  await signIn(page, latchkey.origin, support);
  for (const language of ['en', 'de']) {
    await page.context().addCookies([{ name: languageCookie, value: language, url: latchkey.origin }]);
    for (const width of [1440, 1280, 1024, 800, 768]) {
      await page.setViewportSize({ width, height: 800 });
      // Other files share this product.
      await page.goto(`/cache?manager=${managerId}`);
      await expect(page.locator('[data-part="field"]')).toHaveCount(3);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      // Once its typeface is there.
      await expect
        .poll(
          async () => (await cells(page)).filter(({ isSeen, width: room }) => !isSeen || room < 280),
          `at ${width} in ${language}`,
        )
        .toEqual([]);
      const { scroll, seen } = await page
        .getByRole('table')
        .locator('..')
        .evaluate((box) => ({ scroll: box.scrollWidth, seen: box.clientWidth }));
      // Narrower than that beside the open rail the last columns are reached sideways.
      if (width >= 1024) expect(scroll, `sideways at ${width} in ${language}`).toBeLessThanOrEqual(seen);
    }
  }
});
