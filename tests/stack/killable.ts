/**
 * A worker that dies once at a chosen point of a turn. Run as a child: KILL_POINT is `before-record`, `after-commit` or
 * `during-effect`; KILL_MATCH a pattern over the turn's or effect's JSON; KILL_MARK a file that says it has happened. With
 * a group in the pattern it dies once for each different text that the group finds; the marks are files of that name.
 */
import { existsSync, writeFileSync } from 'node:fs';
import type { Contract } from '../../activities/contract.ts';
import { openPool } from '../../store/pool.ts';
import { createWorker } from '../../worker/worker.ts';
import { bundled } from './bundled.ts';

const { DATABASE_URL, TEMPORAL_ADDRESS, KILL_POINT, KILL_MATCH, KILL_MARK } = process.env as Record<
  string,
  string
>;

function dieOnce(point: string, what: unknown): void {
  if (point !== KILL_POINT || KILL_MARK === undefined) return;
  for (const [, found] of JSON.stringify(what).matchAll(new RegExp(KILL_MATCH ?? '', 'g'))) {
    const mark = found === undefined ? KILL_MARK : `${KILL_MARK}.${found}`;
    if (existsSync(mark)) continue;
    writeFileSync(mark, point);
    process.kill(process.pid, 'SIGKILL');
    return;
  }
}

function deadly(own: Contract): Contract {
  return {
    ...own,
    async record(turn) {
      dieOnce('before-record', turn);
      const answer = await own.record(turn);
      dieOnce('after-commit', turn);
      return answer;
    },
    async perform(performance) {
      const outcome = own.perform(performance);
      await Promise.race([outcome, new Promise((done) => setTimeout(done, 5))]);
      dieOnce('during-effect', performance);
      return outcome;
    },
  };
}

const worker = await createWorker({
  pool: openPool(DATABASE_URL ?? ''),
  connection: { address: TEMPORAL_ADDRESS ?? '' },
  namespace: 'default',
  bundle: await bundled(),
  wrap: deadly,
});
process.stdin.on('close', () => process.exit(0)).resume();
console.log('serving');
await worker.run();
