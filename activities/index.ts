import type { Contract } from './contract.ts';
import { performActivity, type Means } from './perform.ts';
import { recordActivity } from './record.ts';
import { sweepActivity } from './sweep.ts';

/** The activities of duban over a register and a Temporal client. */
export function activities(means: Means): Contract {
  return {
    record: recordActivity(means),
    perform: performActivity(means),
    sweep: sweepActivity(means),
  };
}
