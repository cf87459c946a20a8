import {
  AtSign,
  Bitcoin,
  Braces,
  Calendar,
  Contact,
  CreditCard,
  Database,
  FileKey2,
  FileText,
  FolderLock,
  IdCard,
  KeyRound,
  Landmark,
  Link2,
  List,
  type LucideIcon,
  Mail,
  MapPin,
  Package,
  Paperclip,
  Phone,
  RectangleEllipsis,
  Router,
  Server,
  SquareAsterisk,
  SquareTerminal,
  StickyNote,
  Timer,
  Type,
  UserRound,
} from 'lucide-react';
import { cn } from '@/components/ui/cn';
import type { Level } from '@/lib/kernel/locator';
import type { Choice } from './choices';

// By the names of ItemCategory and ItemFieldType in @1password/sdk 0.5.0.
const categories: Record<string, LucideIcon> = {
  Login: UserRound,
  SecureNote: StickyNote,
  CreditCard,
  CryptoWallet: Bitcoin,
  Identity: IdCard,
  Password: SquareAsterisk,
  Document: FileText,
  ApiCredentials: KeyRound,
  BankAccount: Landmark,
  Database,
  DriverLicense: IdCard,
  Email: Mail,
  Membership: Contact,
  Passport: IdCard,
  Router,
  Server,
  SshKey: SquareTerminal,
  SocialSecurityNumber: IdCard,
  SoftwareLicense: Package,
};

const types: Record<string, LucideIcon> = {
  Text: Type,
  masked: RectangleEllipsis,
  Concealed: RectangleEllipsis,
  CreditCardType: CreditCard,
  CreditCardNumber: CreditCard,
  Phone,
  Url: Link2,
  Totp: Timer,
  Email: AtSign,
  SshKey: SquareTerminal,
  Menu: List,
  MonthYear: Calendar,
  Date: Calendar,
  Address: MapPin,
  File: Paperclip,
  Notes: StickyNote,
  SshPublicPart: SquareTerminal,
};

const levels: Record<Level, LucideIcon> = {
  vault: FolderLock,
  item: FileKey2,
  field: KeyRound,
  environment: Braces,
  variable: KeyRound,
};

/** The icon of a level. */
export function LevelIcon({ level, className }: { level: Level; className?: string }) {
  const Icon = levels[level];
  return <Icon aria-hidden className={cn('size-4 shrink-0 text-ink-3', className)} />;
}

/** The icon of an item by its category. */
export function CategoryIcon({ category }: { category: string }) {
  const Icon = categories[category] ?? FileText;
  return <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />;
}

/** The icon of a choice by its form and its field's type. */
export function ChoiceIcon({ choice }: { choice: Choice }) {
  const Icon = iconOf(choice);
  return <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />;
}

function iconOf({ form, field }: Choice): LucideIcon {
  if (form === 'otp') return Timer;
  if (form === 'file') return Paperclip;
  return types[field.type] ?? Type;
}
