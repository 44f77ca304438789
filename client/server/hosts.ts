import type { FastifyInstance } from 'fastify';
import { refuse } from '../faultError.ts';

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Answers only under the loopback's names and the public one: a foreign page that makes its own name point to this machine
 * (DNS rebinding) must not speak with the server in a browser's name.
 */
export function addHostCheck(app: FastifyInstance, publicUrl: string | undefined): void {
  const known = new Set(LOOPBACK);
  if (publicUrl !== undefined) known.add(new URL(publicUrl).hostname);
  app.addHook('onRequest', (request, _reply, done) => {
    const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    if (!known.has(name)) refuse('host-unknown', { host: name.slice(0, 200) });
    done();
  });
}
