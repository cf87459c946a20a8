import { Refresher } from '@/components/refresher';
import { Facts } from '@/components/ui/facts';
import { ProblemNote } from '@/components/ui/notice';
import { Status } from '@/components/ui/status';
import { pageRead } from '@/lib/doors/page';
import type { Caller } from '@/lib/kernel/caller';
import { listMasterKeys } from '@/lib/master-keys/list';
import type { MasterKeyView } from '@/lib/master-keys/schema';
import { words as aboutWords } from './words';

const words = aboutWords.keys;
const refreshMs = 5_000;

/** The master keys by their ids: which one seals, what is still to be re-encrypted, and which may be taken away. */
export async function MasterKeys({ caller }: { caller: Caller }) {
  const outcome = await pageRead('about.master-keys', () => listMasterKeys({ caller }));
  if (!outcome.ok) return <ProblemNote problem={outcome.problem} />;
  const keys = outcome.value;
  const isAtWork = keys.some(({ isCurrent, left }) => !isCurrent && left > 0);
  return (
    <>
      {isAtWork && <Refresher everyMs={refreshMs} />}
      <Facts
        facts={keys.map((key) => ({
          label: words.key(key.id.slice(0, 8)),
          value: <State masterKey={key} />,
        }))}
      />
    </>
  );
}

function State({
  masterKey: { isCurrent, left, credentials, fields, versions, entries },
}: {
  masterKey: MasterKeyView;
}) {
  if (!isCurrent && left === 0) {
    return (
      <>
        <Status tone="ok">{words.unused}</Status>
        <span className="block text-ink-2">{words.unusedText}</span>
      </>
    );
  }
  return (
    <>
      <Status tone={isCurrent ? 'ok' : 'warn'}>{isCurrent ? words.current : words.left(left)}</Status>
      <span className="block text-ink-2">
        {words.seals(credentials, fields, versions, entries)}
        {!isCurrent && ` ${words.leftText}`}
      </span>
    </>
  );
}
