import { at, dayOf, instantOf, plusDays } from '../../domain/instant.ts';
import { makeHead, type Signer } from '../../store/heads.ts';
import { openPool, type Pool } from '../../store/pool.ts';
import { ZONE } from '../handlers/actor.ts';

const HOUR_MS = 3_600_000;

/** Makes the head 日签 of the day before, unless it is there or nothing has happened; the day of the head made. */
export function headOfYesterday(
  pool: Pool,
  signer: Signer,
  now: number,
): Promise<string | undefined> {
  const madeAt = instantOf(now, ZONE);
  const today = dayOf(madeAt, ZONE);
  return makeHead(
    pool,
    { day: plusDays(today, -1), until: at(today, '00:00', ZONE), madeAt },
    signer,
  );
}

/** Makes heads at the start and every hour; a register that is away is asked again an hour later. */
export function keepHeads(
  database: () => string | undefined,
  signer: Signer,
  say: (line: string) => void,
): { stop(): Promise<void> } {
  const attempt = async () => {
    const url = database();
    if (url === undefined) return;
    const pool = openPool(url, 1);
    try {
      const day = await headOfYesterday(pool, signer, Date.now());
      if (day !== undefined) say(`${day} 的日签已签名`);
    } catch (error) {
      say(`日签没有做成（${(error as Error).message}），一小时后再试`);
    } finally {
      await pool.end();
    }
  };
  let running = attempt();
  const timer = setInterval(() => {
    running = running.then(attempt);
  }, HOUR_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
