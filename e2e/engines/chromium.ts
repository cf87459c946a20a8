import { chromium } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';
import { type Driver, keys, viewport } from './driver';

/** Chromium through Playwright, with its console and the issues that its developer tools would show. */
export async function openChromium(): Promise<Driver> {
  const executablePath = await findChromium();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await browser.newPage({ viewport, locale: 'en-GB' });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  const tools = await page.context().newCDPSession(page);
  tools.on('Audits.issueAdded', async ({ issue }) => {
    const backendNodeId = issue.details.genericIssueDetails?.violatingNodeId;
    const node =
      backendNodeId && (await tools.send('DOM.describeNode', { backendNodeId }).catch(() => undefined));
    const about = node ? ` ${node.node.localName} ${node.node.attributes?.join(' ')}` : '';
    complaints.push(`issue: ${JSON.stringify(issue.details).slice(0, 200)}${about}`);
  });
  await tools.send('Audits.enable');
  return {
    title: `Chromium ${browser.version()}`,
    open: async (address) => void (await page.goto(address, { waitUntil: 'load' })),
    run: (body) => page.evaluate(`(() => {${body}})()`),
    clickAt: (x, y) => page.mouse.click(x, y),
    type: async (text) => {
      if (text === keys.enter) return page.keyboard.press('Enter');
      if (text === keys.escape) return page.keyboard.press('Escape');
      await page.keyboard.type(text);
    },
    picture: () => page.screenshot(),
    complaints: () => complaints.splice(0),
    close: () => browser.close(),
  };
}
