import { describeProvider, type ProviderFixture } from '@/lib/providers/provider-suite';
import { connectCredential } from './credential';
import { type ConnectBench, useConnectBench } from './testing/connect-bench';

const bench = useConnectBench();
let fixture: ProviderFixture | undefined;

describeProvider('1Password Connect', () => {
  fixture ??= fixtureOn(bench);
  return fixture;
});

function fixtureOn({
  sandbox,
  connect,
  provider,
  wire,
  session,
  sessionWith,
}: ConnectBench): ProviderFixture {
  const vault = sandbox.createVault({ name: 'Production' }).id;
  sandbox.createVault({ name: 'Not granted' });
  const fields = [
    { id: 'sk', label: 'Secret Key', type: 'Concealed', value: 'sk_live_canary' } as const,
    { id: 'otp', label: 'Code', type: 'Totp', value: 'JBSWY3DPEHPK3PXP' } as const,
  ];
  sandbox.createItem({ vault, title: 'Stripe', sections: [{ title: 'Keys', fields }] });
  sandbox.createItem({ vault, title: 'Twin', username: 'castor', password: 'one' });
  sandbox.createItem({ vault, title: 'twin', username: 'pollux', password: 'two', notes: 'the other' });
  const current = session([vault]);
  return {
    provider,
    signInAddress: connect.address,
    session: () => current,
    revokedSession: () => {
      const { token, id } = connect.mintToken({ vaults: [vault] });
      connect.revokeToken(id);
      return sessionWith(token);
    },
    refusedSession: () => {
      const { token } = connect.mintToken({ vaults: [vault] });
      const credential = connectCredential({ serverUrl: 'http://127.0.0.1:9', token });
      return { ...sessionWith(token), credential };
    },
    signsIn: false,
    requestCount: () => wire.length,
    goDown: () => connect.injectFault({ kind: 'reset' }).remove,
    known: {
      readable: { reference: 'op://Production/Stripe/Secret Key', value: 'sk_live_canary' },
      missingVault: 'op://Not granted/Stripe/Secret Key',
      missingItem: 'op://Production/Nothing/Secret Key',
      missingField: 'op://Production/Stripe/Nothing',
      ambiguousItem: 'op://Production/Twin/username',
    },
  };
}
