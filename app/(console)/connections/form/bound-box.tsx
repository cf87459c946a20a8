'use client';

import { BadgeCheck, CircleDashed, CirclePlay, Ellipsis, TextCursorInput, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { Binding } from '@/components/picker/binding';
import { ProviderMark } from '@/components/provider-mark';
import { Menu, MenuItem } from '@/components/ui/dropdown-menu';
import { useFieldControl } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Status } from '@/components/ui/status';
import { Tip } from '@/components/ui/tooltip';
import { bindingText } from './binding-text';
import { formWords } from './words';

const words = formWords.field;

export interface BoundBoxProps {
  label: string;
  binding: Binding;
  isTesting: boolean;
  onChange: () => void;
  onTest: () => void;
  onUnbind: () => void;
  /** Absent: there is a text around it already. */
  onAddText: (() => void) | undefined;
}

/** A bound field: the secret as a chip to change or test, and × to type instead. */
export function BoundBox(props: BoundBoxProps) {
  const { label, binding, isTesting, onChange, onTest, onUnbind, onAddText } = props;
  const { id, 'aria-describedby': describedBy, 'aria-invalid': isInvalid } = useFieldControl();
  const text = bindingText(binding);
  const testOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onTest();
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
              {text}
            </span>
          </button>
        </Tip>
      </div>
      <TrustMark trust={binding.trust} />
      <IconButton
        size="inset"
        label={words.test(label)}
        icon={<CirclePlay />}
        isBusy={isTesting}
        onClick={onTest}
      />
      {onAddText && (
        <Menu trigger={<IconButton size="inset" label={words.menu(label)} icon={<Ellipsis />} />}>
          <MenuItem icon={<TextCursorInput />} onSelect={() => setTimeout(onAddText)}>
            {words.addText}
          </MenuItem>
        </Menu>
      )}
      <IconButton size="inset" label={words.unbind(label)} icon={<X />} onClick={onUnbind} />
    </div>
  );
}

function TrustMark({ trust }: { trust: Binding['trust'] }) {
  switch (trust) {
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
