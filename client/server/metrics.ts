import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { outboxFigures } from '../../store/outbox.ts';
import { refuse } from '../faultError.ts';
import { sameSecret } from '../identity/secretToken.ts';
import type { Service } from '../service.ts';
import type { ApiOptions } from './settings.ts';

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];

/** `GET /metrics` 指标 in Prometheus' text: for the machine's own token, or the monitor's. What they mean: docs/operations.md. */
export function addMetrics(
  app: FastifyInstance,
  service: Service,
  options: Pick<ApiOptions, 'token' | 'metricsToken'>,
  openStreams: () => number,
): void {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: 'duban_api_' });
  const seconds = new Histogram({
    name: 'duban_api_request_seconds',
    help: 'Time to answer a request, by operation and status',
    labelNames: ['operation', 'status'],
    buckets: BUCKETS,
    registers: [register],
  });
  gauge(register, 'duban_api_streams_open', 'Open streams of events', openStreams);
  addOutbox(register, service);
  app.addHook('onResponse', (request, reply, done) => {
    const { door, quiet } = request.routeOptions.config;
    if (quiet !== true) {
      const labels = { operation: door ?? 'none', status: String(reply.statusCode) };
      seconds.observe(labels, reply.elapsedTime / 1000);
    }
    done();
  });
  app.get('/metrics', { config: { free: true, quiet: true } }, async (request, reply) => {
    mustBeMonitor(request, options);
    return reply.type(register.contentType).send(await register.metrics());
  });
}

/** The register is asked at each reading; where it is away its figures are left out and all others told. */
function addOutbox(register: Registry, service: Service): void {
  const { pool } = service;
  const up = gauge(register, 'duban_register_up', 'Whether the register answers');
  const receipts = gauge(register, 'duban_outbox_receipts', 'Receipts not yet decided');
  const oldest = gauge(
    register,
    'duban_outbox_oldest_receipt_seconds',
    'Age of the oldest of them',
  );
  const notices = gauge(register, 'duban_register_notices_total', 'Notices written');
  const turns = gauge(register, 'duban_register_turns_total', 'Turns written');
  const own = [receipts, oldest, notices, turns];
  gauge(
    register,
    'duban_pool_waiting',
    'Requests that wait for a connection',
    () => pool.waitingCount,
  );
  const collect = async () => {
    try {
      const found = await outboxFigures(pool, new Date(Date.now() + service.clockOffset));
      up.set(1);
      receipts.set(found.receipts);
      oldest.set(found.oldestReceipt);
      notices.set(found.notices);
      turns.set(found.turns);
    } catch {
      up.set(0);
      own.forEach((one) => one.remove());
    }
  };
  const scrape = register.metrics.bind(register);
  register.metrics = async () => {
    await collect();
    return scrape();
  };
}

function gauge(register: Registry, name: string, help: string, value?: () => number): Gauge {
  return new Gauge({
    ...{ name, help, registers: [register] },
    ...(value === undefined
      ? {}
      : {
          collect() {
            this.set(value());
          },
        }),
  });
}

function mustBeMonitor(
  { headers, ip }: FastifyRequest,
  { token, metricsToken }: Pick<ApiOptions, 'token' | 'metricsToken'>,
): void {
  const given = /^Bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  if (sameSecret(given, token)) return;
  const isNear = ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1';
  if (isNear && metricsToken !== undefined && sameSecret(given, metricsToken)) return;
  refuse('unauthorised');
}
