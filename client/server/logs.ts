import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pino } from 'pino';
import type { ApiOptions } from './settings.ts';

/**
 * The log 日志: a JSON object a line, each with the request that it belongs to. Never a body, a token, or the words of an
 * address: of an address only the pattern that it matched.
 */
export function loggerOf({
  log,
  level = 'info',
}: Pick<ApiOptions, 'log' | 'level'>): FastifyBaseLogger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: 'message',
      serializers: { req: () => undefined, res: () => undefined },
    },
    { write: (line: string) => log(line.trimEnd()) },
  );
}

/** The id of a request: the caller's own where it is a sane one, else a new one; it is in the answer and in the log. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  if (typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given)) return given;
  return randomBytes(8).toString('hex');
}

/** One line for each answer; what only looks at the server's health is told at `debug`. */
export function addLogs(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const line = answered(request, reply);
    if (reply.statusCode >= 500) request.log.error(line, '已答复');
    else if (quiet(request)) request.log.debug(line, '已答复');
    else request.log.info(line, '已答复');
    done();
  });
}

function answered(request: FastifyRequest, reply: FastifyReply): object {
  const { caller, routeOptions, method, ip } = request;
  const { door } = routeOptions.config;
  return {
    method,
    route: routeOptions.url ?? null,
    ...(door === undefined ? {} : { operation: door }),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    caller: caller?.kind ?? 'nobody',
    ...(caller?.account === null || caller === null ? {} : { account: caller.account }),
    address: ip,
  };
}

function quiet({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.quiet === true;
}
