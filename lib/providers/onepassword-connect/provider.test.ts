import { fillProduction, known } from '@/lib/providers/testing/production';
import { describeProvider, type ProviderFixture } from '@/lib/providers/testing/provider-suite';
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
  const vault = fillProduction(sandbox);
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
    listsContainers: true,
    signsIn: false,
    requestCount: () => wire.length,
    goDown: () => connect.injectFault({ kind: 'reset' }).remove,
    known,
  };
}
