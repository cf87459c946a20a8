import { parseArgs } from 'node:util';

/** What every benchmark takes: `--quick` for a smaller run that shows the shape, and how many rounds. */
export function readOptions(): {
  isQuick: boolean;
  rounds: number | undefined;
  only: string | undefined;
  against: string | undefined;
  isProfiled: boolean;
} {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      only: { type: 'string' },
      against: { type: 'string' },
      profile: { type: 'boolean', default: false },
    },
  });
  return {
    isQuick: values.quick,
    rounds: values.rounds === undefined ? undefined : Number(values.rounds),
    only: values.only,
    against: values.against,
    isProfiled: values.profile,
  };
}
