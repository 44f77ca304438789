import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../faultError.ts';
import { OPERATIONS, type Operation } from '../operations.ts';

/** What is no operation and is only read. */
const READ = /^\/(?:health|ready|metrics|openapi\.json|api\/openapi\.json|api\/events)$/;

const KNOWN: readonly { readonly method: string; readonly pattern: RegExp }[] = [
  { method: 'GET', pattern: READ },
  ...(Object.values(OPERATIONS) as Operation[]).map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^(?:/api)?${path.replace(/:\w+/g, '[^/]+')}$`),
  })),
];

/** An address that is none of ours, or is asked in a manner that it does not know: `Allow` names those it knows. */
export function refuseElsewhere({ method, url }: FastifyRequest, reply: FastifyReply): never {
  const path = url.replace(/[?#].*$/s, '').slice(0, 200);
  const allowed = KNOWN.filter(({ pattern }) => pattern.test(path)).map((one) => one.method);
  if (allowed.length === 0) refuse('no-such-address', { method, path });
  const known = [...new Set(allowed)];
  const also = known.includes('GET') ? ['HEAD'] : [];
  reply.header('allow', [...known, ...also].join(', '));
  refuse('method-not-allowed', { method, path, allow: known.join('、') });
}
