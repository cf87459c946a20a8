import {
  BellRing,
  Cable,
  Database,
  FolderTree,
  HeartPulse,
  Info,
  KeyRound,
  ListChecks,
  LockKeyhole,
  type LucideIcon,
  ScrollText,
  ShieldAlert,
  ShieldCheck,
  Users,
} from 'lucide-react';
import type { Crumb } from '@/components/ui/page-header';
import { shellWords } from '@/components/words/shell';
import { type Permission, roleMay } from '@/lib/kernel/permissions';
import type { Role } from '@/lib/kernel/role';

export interface Destination {
  href: string;
  label: string;
  /** Where there is little room: under the thumb. */
  short?: string;
  icon: LucideIcon;
  /** Pages that belong to it and stand at another address. */
  also?: readonly string[];
  /** What is counted beside it. */
  counts?: 'attention';
  /** Without this permission it is not there. */
  needs: Permission;
}

export interface Section {
  /** Heading; the first section has none. */
  label?: string;
  /** The part of the console that it opens: stands once, above its first section. */
  part?: string;
  destinations: readonly Destination[];
}

const words = shellWords.pages;

// The map of the console, in the language of the moment.
function sections(): readonly Section[] {
  return [
    {
      destinations: [
        {
          href: '/attention',
          label: words.attention,
          short: words.attentionShort,
          icon: BellRing,
          counts: 'attention',
          needs: 'connection:read',
        },
        {
          href: '/connections',
          label: words.connections,
          icon: Cable,
          also: ['/findings'],
          needs: 'connection:read',
        },
        { href: '/cache', label: words.cache, short: words.cacheShort, icon: Database, needs: 'cache:read' },
        { href: '/health', label: words.health, icon: HeartPulse, needs: 'secret-manager:read' },
      ],
    },
    {
      part: words.admin,
      label: words.security,
      destinations: [
        {
          href: '/admin/security/secret-managers',
          label: words.managers,
          icon: LockKeyhole,
          needs: 'secret-manager:read',
        },
        { href: '/admin/security/api-keys', label: words.apiKeys, icon: KeyRound, needs: 'api-key:read' },
        {
          href: '/admin/security/destinations',
          label: words.destinations,
          icon: ShieldCheck,
          needs: 'destination:write',
        },
        {
          href: '/admin/security/access-report',
          label: words.accessReport,
          icon: ShieldAlert,
          needs: 'access:report',
        },
        { href: '/admin/security/audit', label: words.audit, icon: ScrollText, needs: 'audit:read' },
      ],
    },
    {
      label: words.people,
      destinations: [
        { href: '/admin/people/users', label: words.users, icon: Users, needs: 'user:read' },
        { href: '/admin/people/projects', label: words.projects, icon: FolderTree, needs: 'user:read' },
      ],
    },
    {
      label: words.setUp,
      destinations: [{ href: '/admin/about', label: words.about, icon: Info, needs: 'audit:read' }],
    },
  ];
}

/** The sections with what this role may see; a section with nothing is not there. */
export function sectionsFor(role: Role): Section[] {
  return sections()
    .map((section) => ({
      ...section,
      destinations: section.destinations.filter(({ needs }) => roleMay(role, needs)),
    }))
    .filter(({ destinations }) => destinations.length > 0);
}

/** The way to the first steps, for as long as there are any. */
export function beginDestination({ done, all }: { done: number; all: number }) {
  return { href: '/', label: words.begin, icon: ListChecks, hint: shellWords.stepsDone(done, all) };
}

/** Whether `path` is this destination or a page under it; the start has none under it. */
export function isUnder(path: string, href: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
}

/** Whether a destination is where one is: its page, one under it, or one that belongs to it. */
export function isHere(path: string, { href, also = [] }: Pick<Destination, 'href' | 'also'>): boolean {
  return [href, ...also].some((each) => isUnder(path, each));
}

/** The trail of an admin page: Platform Admin / Security. */
export function adminTrail(section: 'security' | 'people' | 'setUp', ...further: Crumb[]): Crumb[] {
  return [{ label: words.admin }, { label: words[section] }, ...further];
}
