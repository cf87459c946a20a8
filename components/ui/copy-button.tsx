'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { uiWords } from '@/components/words/ui';
import { Button } from './button';
import { IconButton } from './icon-button';
import { toast } from './toast';

export interface CopyButtonProps {
  text: string;
  /** What is copied: "Copy the key". */
  label?: string;
  /** `button` shows the label; `icon` has it as tooltip. */
  look?: 'icon' | 'inset' | 'button' | 'primary';
  onCopied?: () => void;
  className?: string;
}

/** Copies a text and says so in place. */
export function CopyButton({
  text,
  label = uiWords.copy,
  look = 'icon',
  onCopied,
  className,
}: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1_600);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      onCopied?.();
    } catch {
      toast.problem(uiWords.copyFailed);
    }
  };
  const icon = isCopied ? <Check className="text-ok-ink" /> : <Copy />;
  const shown = isCopied ? uiWords.copied : label;
  if (look === 'icon' || look === 'inset') {
    return (
      <IconButton
        label={shown}
        icon={icon}
        size={look === 'inset' ? 'inset' : 'sm'}
        onClick={copy}
        className={className}
      />
    );
  }
  return (
    <Button
      variant={look === 'primary' ? 'primary' : 'secondary'}
      icon={look === 'primary' && isCopied ? <Check /> : icon}
      onClick={copy}
      className={className}
    >
      <span aria-live="polite">{shown}</span>
    </Button>
  );
}
