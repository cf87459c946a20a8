'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { plans } from '@/lib/managers/plans';
import type { ManagerView } from '@/lib/managers/schema';
import { words } from './words';

export interface PlanFieldProps {
  value: ManagerView['plan'];
  onValueChange: (plan: ManagerView['plan']) => void;
}

/** The 1Password plan, by whose request limits Latchkey keeps. */
export function PlanField({ value, onValueChange }: PlanFieldProps) {
  return (
    <Field label={words.form.plan} help={words.form.planHelp}>
      <Select
        value={value}
        onValueChange={onValueChange}
        options={plans.map((plan) => ({ value: plan, ...words.form.plans[plan] }))}
      />
    </Field>
  );
}
