'use client';

import { X } from 'lucide-react';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { isSecretInAddress, isTextAround } from '@/lib/kernel/text-around';
import { shownText } from './shown-text';
import { formWords } from './words';

const words = formWords.around;

/** Under a bound field: the text that its secret is put into, and what comes of it without the secret. */
export function AroundBox({
  text,
  onType,
  onRemove,
}: {
  text: string;
  onType: (text: string) => void;
  onRemove: () => void;
}) {
  const isWhole = isTextAround(text);
  const isInAddress = isWhole && isSecretInAddress(text);
  const wrong = isWhole ? (isInAddress ? words.inAddress : undefined) : words.wrong;
  return (
    <div data-around className="mt-2 grid gap-1 border-line border-l-2 pl-3">
      <Field label={words.label} help={words.help} error={wrong}>
        <Input
          isMono
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onType(event.target.value)}
          after={<IconButton size="inset" label={words.remove} icon={<X />} onClick={onRemove} />}
        />
      </Field>
      {isWhole && (
        <p className="flex min-w-0 flex-wrap gap-x-2 text-ink-2 text-xs">
          {words.preview}
          <code className="min-w-0 break-all">{shownText(text)}</code>
        </p>
      )}
      {isWhole && !isInAddress && text.includes('://') && (
        <p className="text-ink-2 text-xs">{words.address}</p>
      )}
    </div>
  );
}
