import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf } from './server/app.ts';
import type { ServeOptions } from './server/settings.ts';
import type { Service } from './service.ts';

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** Less than a supervisor waits before it kills. */
const GRACE_MS = 10_000;
const IDLE_MS = 50;
/** What is on its way when the order to stop comes arrives within this time and is answered. */
const ARRIVING_MS = 200;

/**
 * Serves the operations and the pages on the loopback. Told to stop, it answers what is on its way, takes no more requests, ends the
 * streams of events and finishes what it has begun, but waits no longer than its time of grace.
 */
export async function serve(service: Service, options: ServeOptions): Promise<Served> {
  const app = apiOf(service, options);
  let isStopping = false;
  app.addHook('onRequest', (_request, reply, done) => {
    if (isStopping) reply.header('connection', 'close');
    done();
  });
  await app.listen({ host: '127.0.0.1', port: options.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      isStopping = true;
      await sleep(ARRIVING_MS);
      // a connection that has been answered is kept open by its caller for more
      const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_MS);
      const cut = setTimeout(() => app.server.closeAllConnections(), options.graceMs ?? GRACE_MS);
      try {
        await app.close();
      } finally {
        clearInterval(idle);
        clearTimeout(cut);
      }
    },
  };
}
