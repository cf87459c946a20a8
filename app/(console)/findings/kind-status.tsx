import { Status } from '@/components/ui/status';
import type { FindingKind } from '@/lib/kernel/finding';
import { findingWords } from './words';

/** What is wrong, as icon and word. */
export function KindStatus({ kind }: { kind: FindingKind }) {
  return <Status tone={kind === 'ambiguous' ? 'warn' : 'bad'}>{findingWords.kinds[kind]}</Status>;
}
