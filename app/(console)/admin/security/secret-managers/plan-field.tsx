'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { plans } from '@/lib/managers/plans';
import { words } from './words';

type Plan = (typeof plans)[number];

export interface PlanFieldProps {
  value: Plan;
  onValueChange: (plan: Plan) => void;
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
