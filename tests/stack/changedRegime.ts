import type { Regime } from '../../domain/regime.ts';
import { parkRegime } from './plan49.ts';

const [MONTHLY] = parkRegime().duties;
const [BULLETIN] = parkRegime().bulletins;

/** Two months instead of one, two working days of grace, a quarterly brief by those who cooperate, monthly bulletins. */
export function changed(version: number): Regime {
  const own = parkRegime();
  return {
    ...own,
    version,
    duties: [
      { ...MONTHLY, every: 'two-months', phase: 7, grace: { workdays: 2 } },
      { ...MONTHLY, id: 'brief', title: '配合情况简报', by: ['cooperating'], every: 'quarter' },
    ] as Regime['duties'],
    bulletins: [
      { ...BULLETIN, every: 'month', duties: ['monthly', 'brief'] },
    ] as Regime['bulletins'],
  };
}
