import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a server could listen on the loopback port now. */
export async function portIsFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== undefined;
}

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const port = await listenOnce(0);
  if (port === undefined) throw new Error('本机没有可用的端口。请检查系统的端口和文件数限制。');
  return port;
}

/** The kept port, waited for a little (a killed server may still be leaving), else a free one. */
export async function portLike(kept: number | undefined, patienceMs: number): Promise<number> {
  const deadline = Date.now() + patienceMs;
  while (kept !== undefined) {
    if (await portIsFree(kept)) return kept;
    if (Date.now() > deadline) break;
    await sleep(100);
  }
  return freePort();
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const got = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(got));
    });
  });
}
