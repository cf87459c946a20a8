'use server';

import type { ConnectionView } from '@/lib/connections/schema';
import { runChange, runNoted } from '@/lib/doors/action';
import type { Outcome } from '@/lib/kernel/outcome';
import { repairReference } from '@/lib/scans/repair';
import { scanManager } from '@/lib/scans/scan';
import { scanAllManagers } from '@/lib/scans/scan-all';
import type { RepairInput, ScanAllResult, ScanView } from '@/lib/scans/schema';

/** Binds a field to another reference in place of a broken one. */
export async function repairAction(input: RepairInput): Promise<Outcome<ConnectionView>> {
  return runChange('repair-reference', (caller) => repairReference({ caller, input }));
}

/** Looks at every reference of a secret manager. What it found shows also when it ended early. */
export async function scanAction(id: string): Promise<Outcome<ScanView>> {
  return runNoted('scan-manager', (caller) => scanManager({ caller, input: { id } }));
}

/** The same for all secret managers. */
export async function scanAllAction(): Promise<Outcome<ScanAllResult>> {
  return runNoted('scan-all-managers', (caller) => scanAllManagers({ caller }));
}
