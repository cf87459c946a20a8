import { connect } from 'node:net';
import { expect } from '@playwright/test';
import { launchLatchkey } from './launch';
import { startProduct } from './product';
import { test } from './test';

test.describe('the built server', () => {
  test('shows its sign-in page under a strict policy that nothing on it violates', async ({
    page,
    latchkey,
  }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    const answer = await page.goto('/');
    await expect(page).toHaveURL(/\/sign-in/);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'/);
    expect(policy).toContain("frame-ancestors 'none'");
    await page.getByLabel(/^email/i).fill(latchkey.adminEmail);
    await page
      .getByLabel(/password/i)
      .first()
      .fill(latchkey.adminPassword);
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(/\/sign-in/);
    await expect(page.getByRole('navigation').first()).toBeVisible();
    expect(complaints).toEqual([]);
  });

  test('runs no script that a page did not bring along', async ({ page }) => {
    await page.goto('/sign-in');
    const refused = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          const script = document.createElement('div');
          script.innerHTML = '<img src="data:," onerror="document.title = \'taken\'">';
          document.body.append(script);
        }),
    );
    expect(refused).toMatch(/^script-src/);
    await expect(page).not.toHaveTitle('taken');
  });

  test('answers the API beside the console, and a browser’s session there too', async ({
    page,
    latchkey,
  }) => {
    const { origin, adminApiKey } = latchkey;
    const byKey = await page.request.get(`${origin}/api/v1/connections`, {
      headers: { authorization: `Bearer ${adminApiKey}` },
    });
    expect(byKey.status()).toBe(200);
    // Other files share this product, and may have made some.
    expect(await byKey.json()).toEqual({
      items: expect.any(Array),
      nextCursor: null,
      total: expect.any(Number),
    });
    const byNobody = await page.request.get(`${origin}/api/v1/connections`);
    expect(byNobody.status()).toBe(401);
  });

  test('refuses a second process on its data, with what to do, and ends in order', async () => {
    const latchkey = await launchLatchkey({ admin: 'by-link' });
    try {
      expect(latchkey.setUpLink()).toMatch(/\/set-up#[\w-]{43}$/);
      const second = startProduct(0, { PORT: '0', DATA_DIR: latchkey.dataDir });
      await expect(second).rejects.toThrow(/Latchkey cannot start/);
      await latchkey.restart();
      expect(latchkey.logs()).toContain('server.stopping');
    } finally {
      await latchkey.close();
    }
  });

  test('answers a request that offers another protocol, as Java’s client does with each', async ({
    page,
    latchkey,
  }) => {
    // Next takes upgrades to itself at its first request.
    await page.goto('/sign-in');
    const asked = [
      ['GET /api/live', 200],
      ['GET /api/ready', 200],
      ['GET /api/v1/connections', 401],
      ['POST /api/v1/connections/stripe/resolve', 401],
      ['GET /sign-in', 200],
      ['GET /_next/webpack-hmr', 404],
    ] as const;
    for (const protocol of ['h2c', 'websocket'])
      for (const [line, status] of asked)
        expect(await offer(new URL(latchkey.origin), line, protocol), line).toContain(`HTTP/1.1 ${status} `);
  });

  test('says which port is taken, and by what else to start', async ({ latchkey }) => {
    const port = new URL(latchkey.origin).port;
    // Port 0 answers nobody: the first one's readiness is not taken for the second's.
    const second = startProduct(0, { PORT: port, DATA_DIR: `${latchkey.dataDir}-2` });
    await expect(second).rejects.toThrow(new RegExp(`Port ${port} at 127.0.0.1 is taken`));
  });
});

/** Asks, and offers to go on in another protocol. Answers with the first piece of what comes back. */
function offer({ hostname, port, host }: URL, line: string, protocol: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) });
    const lines = [
      `${line} HTTP/1.1`,
      `Host: ${host}`,
      'Connection: Upgrade',
      `Upgrade: ${protocol}`,
      '',
      '',
    ];
    socket.write(lines.join('\r\n'));
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no answer to an offer of ${protocol}`)));
    socket.once('error', reject);
    socket.once('data', (data) => {
      socket.destroy();
      resolve(String(data));
    });
  });
}
