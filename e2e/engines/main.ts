import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManagerView } from '@/lib/managers/schema';
import { freePort } from '../../scripts/port.mjs';
import { byKey } from '../api-client';
import { everyPage } from '../every-page';
import { launchLatchkey } from '../launch';
import { openChromium } from './chromium';
import type { Driver } from './driver';
import { openFirefox } from './firefox';
import { journey } from './journey';
import { personAt } from './person';
import { startWatch } from './watch';
import { openWebkit } from './webkit';

// The main journey and every page in each engine; its console and issues stay empty. Pictures are for people to look at.

const engines = { chromium: openChromium, firefox: openFirefox, webkit: openWebkit };
const wanted = process.argv.slice(2);
const pictures = join('test-results', 'browsers');
let hasFailed = false;

for (const [name, open] of Object.entries(engines)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  await visit(name, open).catch((error: unknown) => {
    hasFailed = true;
    console.log(`${name}: FAILED: ${error instanceof Error ? error.stack : String(error)}`);
  });
}
process.exitCode = hasFailed ? 1 : 0;

/** One engine, from its start to its end, on a product of its own. */
async function visit(name: string, open: () => Promise<Driver>): Promise<void> {
  const startedMs = performance.now();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const latchkey = await launchLatchkey({ env: { LATCHKEY_ORIGIN: origin } });
  const endWatch = await startWatch(port, Number(new URL(latchkey.origin).port));
  let driver: Driver | undefined;
  try {
    driver = await open();
    await go(name, driver, origin, latchkey);
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    console.log(`${driver.title}: ${seconds} s`);
  } catch (error) {
    if (driver) await keep(driver, name, 'failed').catch(() => undefined);
    throw error;
  } finally {
    await driver?.close();
    await endWatch();
    await latchkey.close();
  }
}

async function go(
  name: string,
  driver: Driver,
  origin: string,
  latchkey: Awaited<ReturnType<typeof launchLatchkey>>,
): Promise<void> {
  const complaints: string[] = [];
  const gather = async (where: string) => {
    const own = await driver.run('return (window.complaints || ["watch: not there"]).splice(0);');
    const all = [...(Array.isArray(own) ? own.map(String) : []), ...driver.complaints()];
    complaints.push(...all.filter((each) => !isAsked(where, each)).map((each) => `${where}: ${each}`));
  };
  const person = personAt({
    ...driver,
    // What a page complained of is gone with it.
    open: async (address) => {
      if (address !== `${origin}/sign-in`) await gather('journey');
      await driver.open(address);
    },
  });
  await journey(person, origin, latchkey);
  await gather('journey');
  await keep(driver, name, 'journey');
  const asAdmin = byKey(latchkey.origin, latchkey.adminApiKey);
  const { body } = await asAdmin<{ items: ManagerView[] }>('GET', '/api/v1/secret-managers');
  const pages = everyPage({ managerId: body.items[0]?.id ?? '', connectionKey: 'stripe-live' });
  const unlike: string[] = [];
  for (const [at, path] of pages.entries()) {
    // A fragment alone loads nothing.
    await driver.open('about:blank');
    driver.complaints();
    await driver.open(origin + path);
    await personAt(driver).untilAlive();
    await personAt(driver).untilAtRest();
    const heading = await driver.run(`return document.querySelector('h1')?.textContent ?? '';`);
    const text = String(await driver.run('return document.body.innerText;'));
    if (heading === '' || text.includes('This page broke')) unlike.push(`${path}: “${String(heading)}”`);
    await gather(path);
    await keep(driver, name, `${String(at).padStart(2, '0')}${path.replaceAll(/[^a-z0-9]+/gi, '-')}`);
  }
  console.log(`${driver.title}: the journey, ${pages.length} pages; ${complaints.length} complaints`);
  for (const each of [...complaints, ...unlike]) console.log(`  ${each}`);
  if (complaints.length + unlike.length > 0) hasFailed = true;
}

/** A page that is not there is answered 404, which engines write down as a thing of their own. */
function isAsked(where: string, complaint: string): boolean {
  return /missing|nowhere/.test(where) && /404/.test(complaint);
}

async function keep(driver: Driver, name: string, title: string): Promise<void> {
  mkdirSync(join(pictures, name), { recursive: true });
  writeFileSync(join(pictures, name, `${title.slice(0, 60)}.png`), await driver.picture());
}
