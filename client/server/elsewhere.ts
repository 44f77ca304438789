import type { FastifyRequest } from 'fastify';
import { refuse } from '../faultError.ts';
import { OPERATIONS, type Operation } from '../operations.ts';

const KNOWN = (Object.values(OPERATIONS) as Operation[]).map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^(?:/api)?${path.replace(/:\w+/g, '[^/]+')}$`),
}));

/** An address that is none of ours, or is asked in a manner that it does not know. */
export function refuseElsewhere({ method, url }: FastifyRequest): never {
  const path = url.replace(/[?#].*$/s, '').slice(0, 200);
  const allowed = KNOWN.filter(({ pattern }) => pattern.test(path)).map((one) => one.method);
  if (allowed.length === 0) refuse('no-such-address', { method, path });
  refuse('method-not-allowed', { method, path, allow: [...new Set(allowed)].join('、') });
}
