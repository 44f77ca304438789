import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { fault } from '../../domain/faults.ts';
import { FaultError } from '../faultError.ts';

/** How many requests a minute: of one who has come in, of one address, and of one address that tries to come in. */
export interface Rates {
  readonly caller: number;
  readonly address: number;
  readonly entry: number;
}

/** A page asks some ten times; offices share one address. */
const RATES: Rates = { caller: 3000, address: 12_000, entry: 60 };
const MINUTE_MS = 60_000;

/** Makes the limits known to the server; which of them holds is said by each route with `limited`. */
export function addRates(app: FastifyInstance, given: Partial<Rates> = {}): void {
  const rates = { ...RATES, ...given };
  app.decorate('rates', rates);
  void app.register(rateLimit, {
    global: true,
    hook: 'preHandler',
    timeWindow: MINUTE_MS,
    cache: 20_000,
    max: ({ caller }: FastifyRequest) => (isNamed(caller) ? rates.caller : rates.address),
    keyGenerator: keyOf,
    allowList: ({ caller }: FastifyRequest) => caller?.kind === 'local',
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false },
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false },
    errorResponseBuilder: (_request: FastifyRequest, { ttl }: { ttl: number }) =>
      new FaultError(fault('too-many-requests', { seconds: Math.ceil(ttl / 1000) })),
  });
}

/** The config of a route where somebody tries to come in: of those who are not yet in by address, and few. */
export function entryRate(app: FastifyInstance): RouteShorthandOptions['config'] {
  const { entry, caller: named } = app.rates;
  return {
    rateLimit: {
      max: ({ caller }: FastifyRequest) => (isNamed(caller) ? named : entry),
      timeWindow: MINUTE_MS,
      groupId: 'entry',
      keyGenerator: (request: FastifyRequest) => `entry:${keyOf(request)}`,
    },
  };
}

function keyOf({ caller, ip }: FastifyRequest): string {
  if (!isNamed(caller)) return `address:${ip}`;
  return `caller:${caller?.session ?? caller?.link ?? caller?.account ?? ip}`;
}

function isNamed(caller: FastifyRequest['caller']): boolean {
  return caller !== null && caller.kind !== 'nobody';
}
