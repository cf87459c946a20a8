'use client';

import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { uiWords } from '@/components/words/ui';
import { IconButton } from './icon-button';
import { Textarea } from './textarea';

export interface SecretAreaProps extends ComponentProps<'textarea'> {
  /** More icon buttons (size `inset`), left of the eye. */
  actions?: ReactNode;
}

/** A masked text of several lines, for keys in PEM form: a one-line input would lose their line ends. */
export function SecretArea({ actions, style, ...rest }: SecretAreaProps) {
  const [isShown, setShown] = useState(false);
  const holdKeys = [' ', 'Enter'];
  return (
    <div className="relative min-w-0">
      <Textarea
        isMono
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        data-1p-ignore
        data-lpignore="true"
        data-secret
        {...rest}
        className="max-h-60 pr-18 text-xs"
        style={{ ...style, ...(isShown ? {} : { WebkitTextSecurity: 'disc' }) }}
      />
      <span className="absolute top-1 right-1 flex items-center gap-0.5">
        {actions}
        <IconButton
          size="inset"
          label={uiWords.reveal}
          icon={isShown ? <EyeOff /> : <Eye />}
          aria-pressed={isShown}
          onPointerDown={() => setShown(true)}
          onPointerUp={() => setShown(false)}
          onPointerLeave={() => setShown(false)}
          onKeyDown={(event) => holdKeys.includes(event.key) && setShown(true)}
          onKeyUp={() => setShown(false)}
          onBlur={() => setShown(false)}
        />
      </span>
    </div>
  );
}
