'use client';

import { Command } from 'cmdk';
import type { ReactNode } from 'react';

/** A group of the palette with its heading. */
export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="pb-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

export interface PaletteItemProps {
  icon: ReactNode;
  hint?: ReactNode;
  /** What is searched, where the children are no plain text. */
  value?: string;
  onSelect: () => void;
  children: ReactNode;
}

/** One line of the palette. */
export function PaletteItem({ icon, hint, value, onSelect, children }: PaletteItemProps) {
  return (
    <Command.Item
      {...(value ? { value } : {})}
      onSelect={onSelect}
      className="choice [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint && <span className="shrink-0 text-ink-3 text-xs">{hint}</span>}
    </Command.Item>
  );
}
