'use client';

import type { ManagerView } from '@/lib/managers/schema';
import { ProviderMark } from './provider-mark';
import { Select, type SelectProps } from './ui/select';

const any = 'any';

export interface ManagerSelectProps
  extends Pick<SelectProps<string>, 'aria-label' | 'className' | 'placeholder'> {
  managers: readonly ManagerView[];
  value: string | undefined;
  onValueChange: (id: string) => void;
}

/** Chooses one secret manager. */
export function ManagerSelect({ managers, value, onValueChange, ...rest }: ManagerSelectProps) {
  return <Select {...rest} value={value} onValueChange={onValueChange} options={optionsOf(managers)} />;
}

export interface ManagerFilterProps
  extends Pick<ManagerSelectProps, 'aria-label' | 'className' | 'managers'> {
  /** Undefined: any. */
  value: string | undefined;
  /** Is given '' for any. */
  onValueChange: (id: string) => void;
  anyLabel: string;
}

/** Narrows a list to one secret manager, or to none. */
export function ManagerFilter({ managers, value, onValueChange, anyLabel, ...rest }: ManagerFilterProps) {
  return (
    <Select
      {...rest}
      value={value ?? any}
      onValueChange={(id) => onValueChange(id === any ? '' : id)}
      options={[{ value: any, label: anyLabel }, ...optionsOf(managers)]}
    />
  );
}

function optionsOf(managers: readonly ManagerView[]) {
  return managers.map(({ id, name, provider }) => ({
    value: id,
    label: name,
    icon: <ProviderMark provider={provider} />,
  }));
}
