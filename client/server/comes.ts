import type { FastifyRequest } from 'fastify';
import type { Caller } from '../caller.ts';
import { demoCaller } from '../demoDesks.ts';
import { callerOf } from '../identity/identify.ts';
import type { Service } from '../service.ts';
import { BY_ITSELF_HEADER } from './request.ts';
import type { ApiOptions } from './settings.ts';

/** Who comes 来访者: the door finds out; in a sandbox whoever has no token is its visitor, and nobody signs in. */
export function whoComes(
  service: Service,
  { headers, ip, id: requestId, method, routeOptions }: FastifyRequest,
  options: Pick<ApiOptions, 'token'>,
): Promise<Caller> {
  if (service.demo !== undefined && headers.authorization === undefined) {
    return demoCaller(service.pool, { address: ip, requestId });
  }
  const byItself = routeOptions.config.listens === true || headers[BY_ITSELF_HEADER] !== undefined;
  return callerOf(service, { headers, ip, requestId, method, byItself }, options);
}
