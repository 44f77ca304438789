// The long files of tests first, so that none of them is still running when all the others are done.
import Sequencer from '@jest/test-sequencer';

/** Longest first; what is not named follows as jest would have it. */
const LONG = [
  ...['scenarios', 'equality', 'talks', 'kill', 'browserDesks', 'browserActs', 'proof', 'api'],
  ...['closure', 'desk', 'start', 'regimes', 'servers', 'regimeChange', 'demo', 'planDesk'],
];

export default class LongFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => placeOf(a) - placeOf(b));
  }
}

function placeOf({ path }) {
  const place = LONG.findIndex((name) => path.endsWith(`/stack/${name}.test.ts`));
  return place < 0 ? LONG.length : place;
}
