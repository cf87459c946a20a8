'use client';

import { usePathname } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { givenPasswordWords } from '@/components/words/given-password';

const accountPath = '/account';

/** Says on every page that the password is another's and ends soon, until the person chooses their own. */
export function GivenPassword({ endsAt }: { endsAt: string }) {
  return (
    <Notice
      tone="warn"
      title={givenPasswordWords.title}
      className="mb-4"
      actions={
        usePathname() !== accountPath && (
          <ButtonLink href={accountPath} size="sm">
            {givenPasswordWords.action}
          </ButtonLink>
        )
      }
    >
      <p>
        {givenPasswordWords.text} <RelativeTime at={endsAt} />.
      </p>
    </Notice>
  );
}
