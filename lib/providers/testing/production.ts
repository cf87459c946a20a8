import type { Sandbox } from '@/sandbox/handle';
import type { ProviderFixture } from './provider-suite';

/** Fills an account with what the common suite asks for, beside a vault that is not granted. Returns the id of `Production`. */
export function fillProduction(sandbox: Sandbox): string {
  const vault = sandbox.createVault({ name: 'Production' }).id;
  sandbox.createVault({ name: 'Not granted' });
  const fields = [
    { id: 'sk', label: 'Secret Key', type: 'Concealed', value: 'sk_live_canary' } as const,
    { id: 'otp', label: 'Code', type: 'Totp', value: 'JBSWY3DPEHPK3PXP' } as const,
  ];
  sandbox.createItem({ vault, title: 'Stripe', sections: [{ title: 'Keys', fields }] });
  sandbox.createItem({ vault, title: 'Twin', username: 'castor', password: 'one' });
  sandbox.createItem({ vault, title: 'twin', username: 'pollux', password: 'two', notes: 'the other' });
  return vault;
}

/** What references into it come to. */
export const known: ProviderFixture['known'] = {
  readable: { reference: 'op://Production/Stripe/Secret Key', value: 'sk_live_canary' },
  missingVault: 'op://Not granted/Stripe/Secret Key',
  missingItem: 'op://Production/Nothing/Secret Key',
  missingField: 'op://Production/Stripe/Nothing',
  ambiguousItem: 'op://Production/Twin/username',
};
