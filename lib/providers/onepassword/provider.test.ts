import { fillProduction, known } from '@/lib/providers/testing/production';
import { describeProvider, type ProviderFixture } from '@/lib/providers/testing/provider-suite';
import { sessionWith, type TestBench, useTestBench } from './testing/test-provider';

const bench = useTestBench({ timeoutMs: 60_000 });
let fixture: ProviderFixture | undefined;

describeProvider('1Password', () => {
  fixture ??= fixtureOn(bench);
  return fixture;
});

function fixtureOn({ sandbox, provider }: TestBench): ProviderFixture {
  const vault = fillProduction(sandbox);
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
    listsContainers: true,
    signsIn: true,
    requestCount: () => bench.wire.length,
    goDown: () => sandbox.injectFault({ kind: 'reset' }).remove,
    known,
  };
}
