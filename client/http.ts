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

/**
 * Serves the operations and the pages on the loopback. Told to stop, it takes no more requests, ends the streams of events and
 * finishes what it has begun, but waits no longer than its time of grace.
 */
export async function serve(service: Service, options: ServeOptions): Promise<Served> {
  const app = apiOf(service, options);
  await app.listen({ host: '127.0.0.1', port: options.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
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
