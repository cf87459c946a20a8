'use client';

import type { ProviderId } from '@/lib/providers/descriptors';
import { PatternPreview } from './pattern-preview';
import { PatternsField } from './patterns-field';
import { useLineCheck } from './use-line-check';
import { usePreview } from './use-preview';
import { VaultChoice } from './vault-choice';

export interface PatternEditorProps {
  secretManagerId: string;
  provider: ProviderId;
  /** One pattern a line. */
  text: string;
  onTextChange: (text: string) => void;
  /** What the server said of a saved one. */
  error?: string | undefined;
  /** `beside`: the preview stands at the right where there is room. */
  look?: 'beside' | 'below';
}

/** Which secrets: vaults to tick, patterns to write, and what both allow now. */
export function PatternEditor({
  secretManagerId,
  provider,
  text,
  onTextChange,
  error,
  look = 'below',
}: PatternEditorProps) {
  const wrong = useLineCheck()(text);
  const preview = usePreview(secretManagerId, text, wrong);
  return (
    <div className={look === 'beside' ? 'grid items-start gap-5 lg:grid-cols-2 lg:gap-8' : 'grid gap-5'}>
      <div className="grid min-w-0 gap-5">
        <VaultChoice
          secretManagerId={secretManagerId}
          provider={provider}
          text={text}
          onTextChange={onTextChange}
        />
        <PatternsField
          text={text}
          onTextChange={onTextChange}
          wrong={wrong}
          unmatched={preview.isOld ? [] : (preview.data?.unmatched ?? [])}
          error={error}
        />
      </div>
      <PatternPreview text={text} preview={preview} />
    </div>
  );
}
