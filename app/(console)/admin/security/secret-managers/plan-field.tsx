'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { type PlanId, planIds } from '@/lib/providers/descriptors';
import { words } from './words';

export interface PlanFieldProps {
  value: PlanId;
  onValueChange: (plan: PlanId) => void;
}

/** The plan of the account, by whose request limits Latchkey keeps. */
export function PlanField({ value, onValueChange }: PlanFieldProps) {
  return (
    <Field label={words.form.plan} help={words.form.planHelp}>
      <Select
        value={value}
        onValueChange={onValueChange}
        options={planIds.map((plan) => ({ value: plan, ...words.form.plans[plan] }))}
      />
    </Field>
  );
}
