import { portIsFree, portLike } from '../../store/port.ts';

const API_PORT = 8123;
const UI_PORT = 8233;
/** A killed process may hold its port for a moment. */
const PATIENCE_MS = 3_000;

/**
 * The port on which the API listens, asked before each of its starts: always that of DUBAN_PORT where it is set, else
 * the first free one from 8123, and the same again as long as nobody else takes it.
 */
export async function apiPorts(
  env: NodeJS.ProcessEnv = process.env,
): Promise<() => Promise<number>> {
  const text = env['DUBAN_PORT'] ?? '';
  if (text === '') return likeBefore(API_PORT);
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw new Error(`DUBAN_PORT=${text} 不是端口号，督办没有启动。请改成 1 到 65535 之间的数。`);
  }
  if ((await portLike(port, PATIENCE_MS)) !== port) {
    throw new Error(
      `端口 ${port}（DUBAN_PORT）已被别的程序占用，督办没有启动。请换一个端口，或结束占用它的程序后重新启动。`,
    );
  }
  return () => Promise.resolve(port);
}

/** The port of Temporal's own pages: the first free one from 8233. */
export function uiPorts(): () => Promise<number> {
  return likeBefore(UI_PORT);
}

function likeBefore(from: number): () => Promise<number> {
  let port: number | undefined;
  return async () => {
    const kept = port !== undefined && (await portLike(port, PATIENCE_MS)) === port;
    if (!kept || port === undefined) port = await firstFree(from);
    return port;
  };
}

async function firstFree(from: number): Promise<number> {
  for (let port = from; port < from + 100; port += 1) if (await portIsFree(port)) return port;
  return portLike(undefined, 0);
}
