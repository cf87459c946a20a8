import type { Client } from '@1password/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from './handle';
import { startSandbox } from './sandbox';
import { seedSandbox } from './seed';
import { messageOf, signIn } from './testing/sign-in';

describe('the seed', () => {
  let sandbox: Sandbox;
  let client: Client;

  beforeAll(async () => {
    sandbox = await startSandbox();
    client = await signIn(seedSandbox(sandbox).token);
  });
  afterAll(() => sandbox.close());

  it('is about forty items in three vaults that the SDK can read whole', async () => {
    const listed = await client.vaults.list();
    expect(listed.map((vault) => vault.title)).toContain('Shop staging');
    const vaults = listed.filter(({ vaultType }) => vaultType !== 'unsupported');
    expect(vaults.map((vault) => vault.title).sort()).toEqual(['Production', 'Shared', 'Staging']);
    let count = 0;
    for (const vault of vaults) {
      for (const { id } of await client.items.list(vault.id)) {
        expect((await client.items.get(vault.id, id)).fields.map((field) => field.fieldType)).not.toContain(
          'Unsupported',
        );
        count += 1;
      }
    }
    expect(count).toBeGreaterThanOrEqual(40);
  });

  it.each([
    ['op://Production/Stripe/Secret Key', /^sk_live_SANDBOX/],
    ['op://Production/Stripe/Restricted/Reports Key', /^rk_live_SANDBOX/],
    ['op://Shared/Database/password', /^SANDBOX/],
    ['op://Staging/Postgres/server', /^db\.staging\.example$/],
    ['op://Production/Admin Console/one-time password?attribute=otp', /^\d{6}$/],
    ['op://Shared/Domain Registrar/one-time password?attribute=totp', /^\d{6}$/],
    ['op://Production/Deploy Key/private key?ssh-format=openssh', /OPENSSH PRIVATE KEY/],
    ['op://Production/TLS Certificate/certificate.pem', /BEGIN CERTIFICATE/],
    ['op://Shared/VPN/office.ovpn', /remote/],
    ['op://Shared/Runbook/notesPlain', /SANDBOX/],
    ['op://Production/JWT Signing/password', /^SANDBOX/],
    ['op://Production/Sentry/Auth Token', /^$/],
  ])('answers %s', async (reference, value) => {
    expect(await client.secrets.resolve(reference)).toMatch(value);
  });

  it.each([
    ['op://Production/Twilio/Auth Token', 'more than one item'],
    ['op://Production/Stripe Legacy/Secret Key', 'no item matched'],
    ['op://Production/Payments (EU)/API key', 'invalid character'],
  ])('has what references stumble over: %s', async (reference, message) => {
    expect(await messageOf(client.secrets.resolve(reference))).toContain(message);
  });
});
