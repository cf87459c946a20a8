import { describeProvider, type ProviderFixture } from '@/lib/providers/provider-suite';
import { sessionWith, type TestBench, useTestBench } from './testing/test-provider';

const bench = useTestBench();
let fixture: ProviderFixture | undefined;

describeProvider('1Password', () => {
  fixture ??= fixtureOn(bench);
  return fixture;
});

function fixtureOn({ sandbox, provider }: TestBench): ProviderFixture {
  const vault = sandbox.createVault({ name: 'Production' }).id;
  sandbox.createVault({ name: 'Not granted' });
  const fields = [
    { id: 'sk', label: 'Secret Key', type: 'Concealed', value: 'sk_live_canary' } as const,
    { id: 'otp', label: 'Code', type: 'Totp', value: 'JBSWY3DPEHPK3PXP' } as const,
  ];
  sandbox.createItem({ vault, title: 'Stripe', sections: [{ title: 'Keys', fields }] });
  sandbox.createItem({ vault, title: 'Twin', username: 'castor', password: 'one' });
  sandbox.createItem({ vault, title: 'twin', username: 'pollux', password: 'two', notes: 'the other' });
  const { token } = sandbox.mintToken({ vaults: [vault] });
  const session = sessionWith(token);
  const elsewhere = token.slice('ops_'.length);
  const content = Buffer.from(elsewhere, 'base64').toString().replace(sandbox.address, 'http://127.0.0.1:9');
  return {
    provider,
    signInAddress: sandbox.address,
    session: () => session,
    revokedSession: () => {
      const minted = sandbox.mintToken({ vaults: [vault] });
      sandbox.revokeToken(minted.serviceAccountId);
      return sessionWith(minted.token);
    },
    refusedSession: () => sessionWith(`ops_${Buffer.from(content).toString('base64').replaceAll('=', '')}`),
    signsIn: true,
    requestCount: () => bench.wire.length,
    goDown: () => sandbox.injectFault({ kind: 'reset' }).remove,
    known: {
      readable: { reference: 'op://Production/Stripe/Secret Key', value: 'sk_live_canary' },
      missingVault: 'op://Not granted/Stripe/Secret Key',
      missingItem: 'op://Production/Nothing/Secret Key',
      missingField: 'op://Production/Stripe/Nothing',
      ambiguousItem: 'op://Production/Twin/username',
    },
  };
}
