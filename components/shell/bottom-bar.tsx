'use client';

import { Menu as MenuIcon, Search } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type ComponentProps, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { Dialog } from '@/components/ui/dialog';
import { Link } from '@/components/ui/link';
import { NameMark } from '@/components/ui/mark';
import { shellWords } from '@/components/words/shell';
import { AccountMenu } from './account-menu';
import { AttentionCount } from './attention-count';
import type { Frame } from './frame';
import { beginDestination, type Destination, isHere, type Section, sectionsFor } from './navigation';
import { usePalette } from './palette';

/** On narrow screens, in reach of the thumb: the main pages, search, everything else. */
export function BottomBar(frame: Frame) {
  const { open } = usePalette();
  const path = usePathname();
  // Open until the page that was chosen in it is there: its link says that it is on its way.
  const [openedAt, setOpenedAt] = useState<string>();
  const close = () => setOpenedAt(undefined);
  const sections = sectionsFor(frame.person.role);
  const main = sections[0]?.destinations ?? [];
  return (
    <>
      <nav
        aria-label={shellWords.navigation}
        className="fixed inset-x-0 bottom-0 z-30 flex border-t bg-sunken pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        {main.map((destination) => (
          <BarLink key={destination.href} destination={destination} />
        ))}
        <BarButton onClick={open} icon={Search} label={shellWords.search} />
        <BarButton
          onClick={() => setOpenedAt(path)}
          icon={MenuIcon}
          label={shellWords.more}
          aria-haspopup="dialog"
        />
      </nav>
      <Dialog isOpen={openedAt === path} onOpenChange={close} title={<NameMark />}>
        {frame.beginning && <BeginLink {...beginDestination(frame.beginning)} onStay={close} />}
        <SectionList sections={sections} onStay={close} />
        <div className="mt-3 border-t pt-3">
          <AccountMenu {...frame} look="full" onLeave={close} />
        </div>
      </Dialog>
    </>
  );
}

const barItem =
  'flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-0.5 text-ink-2 text-xs max-[400px]:text-[10px] max-[400px]:tracking-tight';

function BarLink({ destination }: { destination: Destination }) {
  const isCurrent = isHere(usePathname(), destination);
  const Icon = destination.icon;
  return (
    <Link
      href={destination.href}
      aria-current={isCurrent ? 'page' : undefined}
      className={cn(barItem, '-outline-offset-2', isCurrent && 'font-medium text-accent-ink')}
    >
      <span className="relative">
        <Icon aria-hidden className="size-5" />
        {destination.counts && (
          <span className="absolute top-0 left-1/2">
            <AttentionCount look="corner" />
          </span>
        )}
      </span>
      <span className="line-clamp-2 max-w-[calc(100%+8px)] text-center leading-3">
        {destination.short ?? destination.label}
      </span>
    </Link>
  );
}

interface BarButtonProps extends ComponentProps<'button'> {
  icon: Destination['icon'];
  label: string;
}

function BarButton({ icon: Icon, label, ...rest }: BarButtonProps) {
  return (
    <button type="button" {...rest} className={cn(barItem, '-outline-offset-2')}>
      <Icon aria-hidden className="size-5" />
      <span className="max-w-[calc(100%+8px)] truncate">{label}</span>
    </button>
  );
}

function BeginLink({
  href,
  label,
  icon: Icon,
  hint,
  onStay,
}: ReturnType<typeof beginDestination> & { onStay: () => void }) {
  const path = usePathname();
  return (
    <Link
      href={href}
      onClick={() => href === path && onStay()}
      className="mb-3 flex h-11 items-center gap-3 rounded border px-2 text-base hover:bg-hover"
    >
      <Icon aria-hidden className="size-5 text-ink-3" />
      <span className="flex-1">{label}</span>
      <span className="text-ink-3 text-xs">{hint}</span>
    </Link>
  );
}

function SectionList({ sections, onStay }: { sections: readonly Section[]; onStay: () => void }) {
  const path = usePathname();
  return (
    <ul className="grid gap-3">
      {sections.map((section) => (
        <li key={section.label ?? ''}>
          {section.part && (
            <p className="-mx-5 mb-2 border-t px-7 pt-3 font-semibold text-ink-2 text-xs">{section.part}</p>
          )}
          {section.label && <p className="px-2 pb-1 text-ink-3 text-xs">{section.label}</p>}
          <ul>
            {section.destinations.map(({ href, label, icon: Icon, also = [] }) => (
              <li key={href}>
                <Link
                  href={href}
                  onClick={() => href === path && onStay()}
                  aria-current={isHere(path, { href, also }) ? 'page' : undefined}
                  className={cn(
                    'flex h-11 items-center gap-3 rounded px-2 text-base hover:bg-hover',
                    isHere(path, { href, also }) && 'bg-active font-medium',
                  )}
                >
                  <Icon aria-hidden className="size-5 text-ink-3" />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
