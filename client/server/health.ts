import type { FastifyInstance } from 'fastify';
import { pendingMigrations } from '../../store/migrate.ts';
import { mustReach } from '../handlers/temporal.ts';
import type { Service } from '../service.ts';

/** Alive 存活, and ready 就绪: the register answers and has the schema of this program. Temporal may be away: reports are taken. */
export function addHealth(app: FastifyInstance, service: Service): void {
  const config = { free: true, quiet: true };
  app.get('/health', { config }, () => ({ status: 'ok' }));
  app.get('/ready', { config }, async (_request, reply) => {
    const [register, temporal] = await Promise.all([registerOf(service), temporalOf(service)]);
    const ready = register === 'ok';
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ready' : 'not-ready', register, temporal });
  });
}

async function registerOf({ pool }: Service): Promise<'ok' | 'away' | 'old'> {
  try {
    return (await pendingMigrations(pool)).length === 0 ? 'ok' : 'old';
  } catch {
    return 'away';
  }
}

async function temporalOf({ client }: Service): Promise<'ok' | 'away'> {
  try {
    await mustReach(client);
    return 'ok';
  } catch {
    return 'away';
  }
}
