'use client';

import { Monitor, Smartphone } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { RelativeTime } from '@/components/ui/relative-time';
import { Badge } from '@/components/ui/status';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { Device, SessionView } from '@/lib/users/schema';
import { endOthersAction, endSessionAction } from './actions';
import { words } from './words';

const handhelds = new Set(['iPhone', 'iPad', 'Android']);

/** The browsers that are signed in: this one, then the others, each to be signed out. */
export function SessionPanel({ sessions }: { sessions: readonly SessionView[] }) {
  const endOthers = useOutcome(endOthersAction);
  const hasOthers = sessions.some(({ isCurrent }) => !isCurrent);
  const endAll = async () => {
    const outcome = await endOthers.run(undefined);
    if (outcome.ok) toast.done(words.sessions.endedOthers(outcome.value.endedSessions));
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  return (
    <Panel
      title={words.sessions.title}
      padding="none"
      actions={
        hasOthers && (
          <Button size="sm" isBusy={endOthers.isBusy} onClick={endAll}>
            {words.sessions.endOthers}
          </Button>
        )
      }
    >
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      <p className="border-t px-4 py-2.5 text-ink-3 text-xs">
        {!hasOthers && `${words.sessions.only} `}
        {words.sessions.text}
      </p>
    </Panel>
  );
}

function SessionRow({ session }: { session: SessionView }) {
  const { id, isCurrent, device, address, signedInAt, lastSeenAt } = session;
  const end = useOutcome(endSessionAction);
  const name = deviceText(device);
  const Icon = handhelds.has(device.system ?? '') ? Smartphone : Monitor;
  const endThis = async () => {
    const outcome = await end.run({ id });
    if (outcome.ok) toast.done(words.sessions.ended(name));
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
          {name}
          {isCurrent && <Badge tone="ok">{words.sessions.current}</Badge>}
        </p>
        <p className="text-ink-2 text-xs">
          <span className="[overflow-wrap:anywhere]">{address ?? words.sessions.unknownAddress}</span>
          {' · '}
          {words.sessions.signedIn} <RelativeTime at={signedInAt} />
          {' · '}
          {isCurrent ? (
            words.sessions.inUse
          ) : (
            <>
              {words.sessions.lastSeen} <RelativeTime at={lastSeenAt} />
            </>
          )}
        </p>
      </div>
      {!isCurrent && (
        <Button size="sm" aria-label={words.sessions.endLabel(name)} isBusy={end.isBusy} onClick={endThis}>
          {words.sessions.end}
        </Button>
      )}
    </li>
  );
}

function deviceText({ browser, system }: Device): string {
  if (browser && system) return words.sessions.device(browser, system);
  return browser ?? system ?? words.sessions.unknown;
}
