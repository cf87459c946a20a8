'use client';

import {
  BadgeCheck,
  CircleDashed,
  CirclePlay,
  CircleX,
  Copy,
  Ellipsis,
  TextCursorInput,
  TriangleAlert,
  X,
} from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { statusText } from '@/components/manager-status';
import type { Binding } from '@/components/picker/binding';
import { usePickerDeps } from '@/components/picker/picker-provider';
import { readableReference } from '@/components/picker/picks';
import { ProviderMark } from '@/components/provider-mark';
import { Menu, MenuChoices, MenuItem, MenuLine } from '@/components/ui/dropdown-menu';
import { useFieldControl } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Status } from '@/components/ui/status';
import { toast } from '@/components/ui/toast';
import { Tip } from '@/components/ui/tooltip';
import { useOneAtATime } from '@/components/ui/use-one-at-a-time';
import { uiWords } from '@/components/words/ui';
import type { ManagerView } from '@/lib/managers/schema';
import { isWell } from '@/lib/managers/status';
import { refusedWords } from '../refused-words';
import { bindingText } from './binding-text';
import { formWords } from './words';

const words = formWords.field;

/** `broken`: it is known not to be there. `refused`: the projects of the connection may not use it. */
export type Fault = 'broken' | 'refused';

/** How far it is known to be there, or what is wrong with it. */
export type Trust = Binding['trust'] | Fault;

export interface BoundBoxProps {
  label: string;
  binding: Binding;
  trust: Trust;
  isTesting: boolean;
  onChange: () => void;
  onTest: () => unknown;
  onUnbind: () => void;
  /** Whether a new item of its name takes a removed one's place; undefined: as the secret manager says. */
  followName: boolean | undefined;
  onFollowName: (followName: boolean | undefined) => void;
  /** Absent: there is a text around it already. */
  onAddText: (() => void) | undefined;
}

/** A bound field: the secret as a chip to change or test, and × to type instead. */
export function BoundBox(props: BoundBoxProps) {
  const { label, binding, trust, isTesting, onChange, onUnbind } = props;
  const test = useOneAtATime(props.onTest);
  const { id, 'aria-describedby': describedBy, 'aria-invalid': isInvalid } = useFieldControl();
  const { managers } = usePickerDeps();
  const manager = managers.find((each) => each.id === binding.secretManagerId);
  const text = bindingText(binding);
  const testOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    test.run();
  };
  return (
    <div className="entry control flex items-center gap-1 px-1" aria-invalid={isInvalid}>
      <div className="flex min-w-0 flex-1">
        <Tip text={words.changeTip}>
          <button
            type="button"
            id={id}
            data-return
            data-invalid={isInvalid}
            aria-label={words.change(label, `${binding.secretManagerName}, ${text}`)}
            aria-describedby={describedBy}
            onClick={onChange}
            onKeyDown={testOnEnter}
            className="flex h-6 min-w-0 items-center gap-1.5 rounded-sm border border-accent-line bg-accent-soft px-1.5 text-accent-ink transition-colors hover:border-accent pointer-coarse:h-8"
          >
            <ProviderMark provider={binding.provider} className="size-3.5" />
            <span className="min-w-0 truncate text-sm">
              <span className="max-sm:hidden">{binding.secretManagerName} · </span>
              <span className="max-sm:hidden">{text}</span>
              {/* Too narrow for all of it: what tells fields apart stands at the end. */}
              <span className="sm:hidden">{bindingText(binding, 'without-vault')}</span>
            </span>
          </button>
        </Tip>
      </div>
      {manager && trust === 'verified' && !isWell(manager.status) ? (
        <ManagerMark manager={manager} />
      ) : (
        <TrustMark trust={trust} />
      )}
      <IconButton
        size="inset"
        label={words.test(label)}
        icon={<CirclePlay />}
        isBusy={isTesting}
        onClick={test.run}
        className="max-sm:hidden"
      />
      <BoundMenu {...props} />
      <IconButton size="inset" label={words.unbind(label)} icon={<X />} onClick={onUnbind} />
    </div>
  );
}

const followChoices = ['manager', 'no', 'yes'] as const;

function BoundMenu({ label, binding, onTest, onAddText, followName, onFollowName }: BoundBoxProps) {
  const { managers } = usePickerDeps();
  const manager = managers.find((each) => each.id === binding.secretManagerId);
  const reference = readableReference(binding);
  const copy = () =>
    navigator.clipboard.writeText(reference).then(
      () => toast.done(words.copied, { description: reference }),
      () => toast.problem(uiWords.copyFailed),
    );
  return (
    <Menu trigger={<IconButton size="inset" label={words.menu(label)} icon={<Ellipsis />} />}>
      {onAddText && (
        <MenuItem icon={<TextCursorInput />} movesFocus onSelect={onAddText}>
          {words.addText}
        </MenuItem>
      )}
      <MenuItem icon={<CirclePlay />} onSelect={onTest}>
        {words.testShort}
      </MenuItem>
      <MenuItem icon={<Copy />} onSelect={copy}>
        {words.copyReference}
      </MenuItem>
      <MenuLine />
      <MenuChoices
        label={words.follow.label}
        value={followName === undefined ? 'manager' : followName ? 'yes' : 'no'}
        onValueChange={(chosen) => onFollowName(chosen === 'manager' ? undefined : chosen === 'yes')}
        options={followChoices.map((value) => ({
          value,
          label:
            value === 'manager'
              ? words.follow.manager(words.follow[manager?.followNames ? 'yes' : 'no'])
              : words.follow[value],
        }))}
      />
    </Menu>
  );
}

/** In place of a tick: the secret manager it was found through cannot be asked now. */
function ManagerMark({ manager }: { manager: ManagerView }) {
  const text = words.managerAway(manager.name, statusText(manager));
  return <TrustIcon icon={<TriangleAlert aria-hidden className="size-4 text-warn-ink" />} text={text} />;
}

function TrustMark({ trust }: { trust: Trust }) {
  switch (trust) {
    case 'broken':
      return <TrustIcon icon={<CircleX aria-hidden className="size-4 text-bad-ink" />} text={words.broken} />;
    case 'refused':
      return (
        <TrustIcon
          icon={<CircleX aria-hidden className="size-4 text-bad-ink" />}
          text={refusedWords.status}
        />
      );
    case 'verified':
      return (
        <TrustIcon icon={<BadgeCheck aria-hidden className="size-4 text-ok-ink" />} text={words.verified} />
      );
    case 'chosen':
      return (
        <TrustIcon icon={<CircleDashed aria-hidden className="size-4 text-ink-3" />} text={words.chosen} />
      );
    case 'unverified':
      return (
        <Tip text={words.unverifiedHint}>
          <span className="px-1 text-xs">
            <Status tone="warn">{words.unverified}</Status>
          </span>
        </Tip>
      );
  }
}

function TrustIcon({ icon, text }: { icon: React.ReactNode; text: string }) {
  return (
    <Tip text={text}>
      <span className="flex size-6 items-center justify-center">
        {icon}
        <span className="sr-only">{text}</span>
      </span>
    </Tip>
  );
}
