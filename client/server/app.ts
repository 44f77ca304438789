import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { refuse } from '../faultError.ts';
import { guardAddress } from '../secrecyDoor.ts';
import type { Service } from '../service.ts';
import { readBody } from './body.ts';
import { whoComes } from './comes.ts';
import { refuseElsewhere } from './elsewhere.ts';
import { addEvents } from './events.ts';
import { addHeaders } from './headers.ts';
import { addHealth } from './health.ts';
import { addHostCheck } from './hosts.ts';
import { addLogs, loggerOf, requestIdOf } from './logs.ts';
import { addMetrics } from './metrics.ts';
import { openApi } from './openapi.ts';
import type { Json } from './openapiSchemas.ts';
import { addOperations, mustBeKnown } from './operate.ts';
import { addPages, wantsPage, type Pages } from './pages.ts';
import { answerFault, answerUnreadable } from './problem.ts';
import { addRates } from './rates.ts';
import './request.ts';
import type { ApiOptions } from './settings.ts';

/** The server before it listens. Nothing of a request is kept or logged before the guards have looked at it. */
export function apiOf(service: Service, options: ApiOptions): FastifyInstance {
  const app: FastifyInstance = Fastify({
    loggerInstance: loggerOf(options),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf,
    requestIdHeader: false,
    bodyLimit: Number.MAX_SAFE_INTEGER,
    forceCloseConnections: 'idle',
    // what comes on an open line while the server stops is answered like any other
    return503OnClosing: false,
    trustProxy: options.publicUrl === undefined ? false : 'loopback',
    routerOptions: { maxParamLength: 2000 },
    frameworkErrors: (error, request, reply) => void answerFault(error, request, reply),
    clientErrorHandler: answerUnreadable,
  });
  app.decorateRequest('caller', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', readBody);
  app.setErrorHandler(answerFault);
  addLogs(app);
  addHeaders(app, options.publicUrl);
  addHostCheck(app, options.publicUrl);
  addRates(app, options.rates);
  const pages = addPages(app, options.web);
  addDoor(app, service, options, pages);
  void app.register((routes, _, done) => {
    addHealth(routes, service);
    const streams = addEvents(routes, service);
    addDescription(routes);
    addMetrics(app, service, options, streams.count);
    addOperations(routes, service, options);
    done();
  });
  return app;
}

/** Finds out who comes before anything else of his request is read; a browser that asks for a page is given it. */
function addDoor(app: FastifyInstance, service: Service, options: ApiOptions, pages: Pages): void {
  app.setNotFoundHandler((request, reply) =>
    wantsPage(request) ? pages.page(reply) : refuseElsewhere(request, reply),
  );
  app.addHook('onRequest', async (request, reply) => {
    const { config } = request.routeOptions;
    if (config.free === true || isFile(request)) return;
    if (wantsPage(request)) {
      if (config.old === true) await pages.page(reply);
      return;
    }
    await guardAddress(service, request);
    request.caller = await whoComes(service, request, options);
    const { kind } = request.caller;
    if (config.old === true && kind !== 'local') refuse('unauthorised');
    if (config.door !== undefined) mustBeKnown(config.door, request.caller);
  });
}

function isFile({ url, method }: FastifyRequest): boolean {
  return url.startsWith('/assets/') && (method === 'GET' || method === 'HEAD');
}

/** The description of the API is for whoever writes a program for it; it holds no data. */
function addDescription(app: FastifyInstance): void {
  let made: Json | undefined;
  for (const path of ['/api/openapi.json', '/openapi.json']) {
    app.get(path, { config: { free: true } }, () => (made ??= openApi()));
  }
}
