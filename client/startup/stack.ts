import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startPostgres } from '../../store/embedded.ts';
import type { Identity, Running } from '../../store/process.ts';
import type { RunRecord } from '../runFile.ts';
import type { TemporalTarget } from '../servers/connect.ts';
import { findTemporal } from '../servers/find.ts';
import { startTemporal } from '../servers/temporalServer.ts';
import type { BackOff, Supervised } from '../supervise.ts';
import { keep, startChild } from '../supervise.ts';
import { PROJECT, type Home } from './home.ts';
import { journal } from './journal.ts';
import { uiPorts } from './ports.ts';

/** What the parts of a start share. */
export interface Scene {
  readonly home: Home;
  readonly run: RunRecord;
  readonly say: (line: string) => void;
}

/** Where the servers answer. `moves` counts changes, so that a child started with an older address is noticed. */
export interface Reach {
  database?: string;
  temporal?: TemporalTarget;
  /** Whether Temporal is a server of ours, and not one that the office has named. */
  ownTemporal: boolean;
  moves: number;
  /** Those that work with the servers and are started again when one of them has moved. */
  readonly children: Supervised[];
}

/** Quick at first, since everything waits for what has died; patient with what keeps dying. */
const BACK_OFF: BackOff = { firstMs: 100, longestMs: 15_000, calmMs: 5_000 };

function keeping<R extends Running>(
  { run, say }: Scene,
  name: string,
  start: () => Promise<R>,
): Promise<Supervised<R>> {
  const note = (identity: Identity | undefined) => run.child(name, identity);
  return keep({ name, start, log: say, note, backOff: BACK_OFF });
}

/** PostgreSQL of our own; `at` hears of its address after every start. */
export function keepPostgres(scene: Scene, at: (url: string) => void): Promise<Supervised> {
  return keeping(scene, '数据库', async () => {
    const server = await startPostgres({ folder: scene.home.postgres, log: scene.say });
    at(server.url);
    return server;
  });
}

/** Temporal of our own, with its pages on a loopback port; `at` hears of its addresses after every start. */
export async function keepTemporal(
  scene: Scene,
  at: (target: TemporalTarget, ui: string) => void,
): Promise<Supervised> {
  const { home, say } = scene;
  const program = await findTemporal({ cache: home.cache, env: process.env, log: say });
  const nextPort = uiPorts();
  return keeping(scene, '流程服务', async () => {
    const uiPort = await nextPort();
    const server = await startTemporal({ program, file: home.temporal, uiPort, log: say });
    const { address, namespace } = server;
    at({ address, namespace, connectionOptions: { address } }, `http://127.0.0.1:${uiPort}`);
    return server;
  });
}

export interface ChildPlan {
  readonly name: string;
  readonly log: string;
  readonly program: string;
  readonly ready: RegExp;
  /** Arguments, asked before each start. */
  readonly args?: () => Promise<readonly string[]>;
  /** Told when it serves. */
  readonly up?: () => void;
}

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** A process of our own that works with both servers; it is started again where one of them has moved. */
export function keepChild(scene: Scene, reach: Reach, plan: ChildPlan): Promise<Supervised> {
  const write = journal(scene.home.logs, plan.log);
  return keeping(scene, plan.name, async () => {
    const { moves } = reach;
    let last = '';
    const args = (await plan.args?.()) ?? [];
    const child = await startChild({
      name: plan.name,
      command: process.execPath,
      args: ['--import', TSX, join(PROJECT, plan.program), ...args],
      env: environment(scene.home, reach),
      cwd: PROJECT,
      log: (line) => {
        last = line.replace(`[${plan.name}] `, '');
        write(last);
      },
      readyWhen: plan.ready,
      readyLimitMs: 120_000,
    }).catch((error: Error) => {
      const place = join(scene.home.logs, `${plan.log}.log`);
      const words = `最后一行“${last.slice(0, 300)}”，全文见 ${place}`;
      throw new Error(error.message.replace('请查看上面的输出', words), { cause: error });
    });
    if (reach.moves === moves) {
      plan.up?.();
      return child;
    }
    await child.stop();
    throw new Error('启动期间数据库或流程服务换了地址');
  });
}

/** The children's environment names our servers, and nothing of Temporal's that was meant for others. */
function environment(home: Home, { database, temporal, ownTemporal }: Reach): NodeJS.ProcessEnv {
  const shared = { DATABASE_URL: database, DUBAN_HOME: home.folder, DUBAN_CACHE: home.cache };
  if (!ownTemporal) return { ...process.env, ...shared };
  const others = Object.entries(process.env).filter(([key]) => !key.startsWith('TEMPORAL_'));
  return {
    ...Object.fromEntries(others),
    ...shared,
    TEMPORAL_ADDRESS: temporal?.address,
    TEMPORAL_NAMESPACE: temporal?.namespace,
    // a file that does not exist: an empty one is a fault to the reader of profiles
    TEMPORAL_CONFIG_FILE: join(home.folder, 'no-temporal.toml'),
  };
}
