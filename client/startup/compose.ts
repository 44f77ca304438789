import { dayOf } from '../../domain/instant.ts';
import { migrate } from '../../store/migrate.ts';
import { ZONE } from '../handlers/actor.ts';
import { personKey } from '../identity/secretBox.ts';
import { identityIn } from '../identity/settings.ts';
import { endLeftovers, openRun, readRun, takeLock, type RunRecord } from '../runFile.ts';
import { ledgerKey } from '../keys.ts';
import { temporalTarget, type TemporalTarget } from '../servers/connect.ts';
import type { Supervised } from '../supervise.ts';
import { keepHeads } from './dayHead.ts';
import { makeHome, tokenOf, type Home } from './home.ts';
import { journal } from './journal.ts';
import { checkDatabase, checkTemporal } from './named.ts';
import { apiPorts } from './ports.ts';
import { settleEarlierShiftsAt } from './earlierShifts.ts';
import { settleIn, sweepAfterReturn } from './settle.ts';
import { keepChild, keepPostgres, keepTemporal, type Reach, type Scene } from './stack.ts';
import { welcomeText } from './welcome.ts';

/** What the process of the start lends to those who compose it. */
export interface Stage {
  readonly home: Home;
  readonly say: (line: string) => void;
  readonly step: <T>(
    what: string,
    work: () => Promise<T>,
    words?: (made: T) => string,
  ) => Promise<T>;
  /** Hands over what must be stopped, last first. */
  readonly part: (part: { what?: string; stop: () => Promise<void> | void }) => void;
  readonly noteTo: (write: (line: string) => void) => void;
}

/** Order: lock → PostgreSQL → migrations → Temporal → worker → API → sweep and sample → what to do now. */
export async function compose(stage: Stage): Promise<void> {
  const { home, say, part } = stage;
  makeHome(home);
  const lock = takeLock(home.folder);
  part({ stop: () => lock.release() });
  const write = journal(home.logs, 'start');
  stage.noteTo((line) => write(`${new Date().toISOString()} ${line}`));
  say(`督办正在启动，文件夹 ${home.folder}`);
  await endLeftovers(home.folder, say);
  const nextPort = await apiPorts();
  tokenOf(home);
  const { publicUrl } = identityIn(process.env, personKey(home.folder));
  const run = openRun(home.folder);
  part({ stop: () => run.remove() });
  const scene: Scene = { home, run: careful(run, say), say };
  const reach = await servers(stage, scene);
  await children(stage, scene, reach, nextPort);
  const { sample, dues, setups } = await stage.step('台账', () => {
    if (!reach.database || !reach.temporal) throw new Error('the servers are not up');
    return settleIn(reach.database, reach.temporal);
  });
  const heads = keepHeads(() => reach.database, ledgerKey(home.folder), say);
  part({ stop: () => heads.stop() });
  const { addresses } = readRun(home.folder);
  const year = Number(dayOf(new Date().toISOString(), ZONE).slice(0, 4));
  const base = publicUrl ?? addresses['api'] ?? '';
  const seen = { home, addresses, sample, dues, zone: ZONE, year };
  console.log(welcomeText({ ...seen, setups, base }));
}

/** A run record that a full disk does not stop: it only says so. */
function careful(run: RunRecord, say: (line: string) => void): RunRecord {
  const attempt = (write: () => void) => {
    try {
      write();
    } catch (error) {
      say(`运行记录没有写成（${(error as Error).message}）。请检查磁盘空间。`);
    }
  };
  return {
    child: (what, identity) => attempt(() => run.child(what, identity)),
    address: (name, value) => attempt(() => run.address(name, value)),
    remove: () => attempt(() => run.remove()),
  };
}

/** The register and Temporal: of our own, or those that the office has named. */
async function servers({ step, part }: Stage, scene: Scene): Promise<Reach> {
  const reach: Reach = { ownTemporal: false, moves: 0, children: [] };
  const named = process.env['DATABASE_URL'] ?? '';
  const atDatabase = (url: string) => {
    if (url === reach.database) return;
    reach.database = url;
    scene.run.address('database', url);
    move(scene, reach, '数据库');
  };
  await step(
    '数据库',
    async () => {
      if (named !== '') {
        await checkDatabase(named);
        atDatabase(named);
      } else {
        const kept = await keepPostgres(scene, atDatabase);
        part({ what: '数据库', stop: () => kept.stop() });
      }
      await migrate(reach.database ?? '');
      await settleEarlierShiftsAt(reach.database ?? '');
    },
    () => (named === '' ? '' : '（DATABASE_URL）'),
  );
  const target = temporalTarget();
  const atTemporal = (found: TemporalTarget, ui?: string) => {
    if (ui !== undefined) scene.run.address('ui', ui);
    if (reach.temporal !== undefined) void sweepAfterReturn(found);
    if (found.address === reach.temporal?.address) return;
    reach.temporal = found;
    scene.run.address('temporal', found.address);
    scene.run.address('namespace', found.namespace);
    move(scene, reach, '流程服务');
  };
  await step(
    '流程服务',
    async () => {
      if (target !== undefined) {
        await checkTemporal(target);
        atTemporal(target);
        return;
      }
      reach.ownTemporal = true;
      const kept = await keepTemporal(scene, atTemporal);
      part({ what: '流程服务', stop: () => kept.stop() });
    },
    () => `：${reach.temporal?.address ?? ''}`,
  );
  return reach;
}

/** A server that came back elsewhere: our children, who know the old address, are started again. */
function move({ say }: Scene, reach: Reach, what: string): void {
  reach.moves += 1;
  if (reach.children.length > 0) say(`${what}换了地址，工作进程和接口随之重新启动`);
  for (const child of reach.children) void child.current()?.stop();
}

async function children(
  { step, part }: Stage,
  scene: Scene,
  reach: Reach,
  nextPort: () => Promise<number>,
): Promise<void> {
  const add = (what: string, kept: Supervised) => {
    reach.children.push(kept);
    part({ what, stop: () => kept.stop() });
  };
  await step('工作进程', async () => {
    const plan = { name: '工作进程', log: 'worker', program: 'worker/main.ts' };
    add(plan.name, await keepChild(scene, reach, { ...plan, ready: /^工作进程已就绪/ }));
  });
  let url = '';
  await step(
    '接口',
    async () => {
      const plan = {
        name: '接口',
        log: 'api',
        program: 'client/serveMain.ts',
        ready: /^接口已就绪/,
      };
      const args = async () => {
        const port = await nextPort();
        url = `http://127.0.0.1:${port}`;
        return [`${port}`];
      };
      const kept = await keepChild(scene, reach, {
        ...plan,
        args,
        up: () => scene.run.address('api', url),
      });
      add(plan.name, kept);
    },
    () => `：${url}`,
  );
}
