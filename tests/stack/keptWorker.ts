import { spawn, type ChildProcess } from 'node:child_process';
import { ROOT, type World } from './world.ts';

/** Keeps a killable worker alive: when it dies, another takes its place. */
export function keepWorker(world: World, env: Record<string, string>): { stop(): Promise<void> } {
  let stopped = false;
  let child: ChildProcess;
  let gone = Promise.resolve();
  const start = (): void => {
    child = spawn(process.execPath, ['--import', 'tsx', 'tests/stack/killable.ts'], {
      cwd: ROOT,
      stdio: ['pipe', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DATABASE_URL: world.postgres.url,
        TEMPORAL_ADDRESS: world.temporal.address,
        ...env,
      },
    });
    gone = new Promise((resolve) => {
      child.once('exit', () => {
        if (!stopped) start();
        resolve();
      });
    });
  };
  start();
  return {
    async stop() {
      stopped = true;
      child.kill('SIGKILL');
      await gone;
    },
  };
}
