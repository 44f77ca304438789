import type { FastifyRequest } from 'fastify';
import { markIn, secrecyMark, type SecrecyMark } from '../domain/secrecy.ts';
import { insertAudit } from '../store/audit.ts';
import { withOrigin } from '../store/auditOrigin.ts';
import { isAway } from '../store/pool.ts';
import { DEFAULT_ACTOR, nowOf } from './handlers/actor.ts';
import { refuseMark } from './openText.ts';
import type { Service } from './service.ts';

/** What is refused, in words; never the words that were refused. */
const FIELDS: Readonly<Record<string, string>> = {
  plan: '“方案”',
  regime: '“制度”',
  calendar: '“工作日历”',
  directory: '“单位名录”',
  diagnostics: '“方案”',
  text: '“报送内容”',
  nil: '“零报告原因”',
  reason: '“理由”',
};

/** Refuses a request of which the address or the caller's name bears a mark; it is looked at before any other part. */
export async function guardAddress(service: Service, request: FastifyRequest): Promise<void> {
  const parts = request.url.split(/[/?&=]/).map(decoded);
  const what = request.routeOptions.config.isFile === true ? '“文件名”' : '“地址”';
  await guard(service, request, what, markIn([...parts, callerOf(request)]));
}

/** Refuses a request of which any text, however deep, bears a mark; nothing of it has been kept by then. */
export async function guardBody(service: Service, request: FastifyRequest): Promise<void> {
  const { body } = request;
  if (typeof body !== 'object' || body === null) return;
  for (const [field, value] of Object.entries(body)) {
    // a file is looked at by whoever takes it
    if (value instanceof Uint8Array) continue;
    const found = secrecyMark(field) ?? markIn(value);
    await guard(service, request, FIELDS[field] ?? '“内容”', found);
  }
}

async function guard(
  service: Service,
  request: FastifyRequest,
  what: string,
  found: SecrecyMark | undefined,
): Promise<void> {
  if (!found) return;
  const { door = 'no-such-address' } = request.routeOptions.config as { door?: string };
  try {
    const at = await nowOf(service, service.pool);
    const caller = callerOf(request);
    const actor = markIn(caller) ? 'unknown' : caller.slice(0, 200);
    const detail = { door, mark: found.mark };
    const entry = { at, actor, act: 'classified-refused', subject: '', outcome: 'classified' };
    const { ip: address, id, caller: come } = request;
    const origin = { account: come?.account ?? come?.name ?? null, address, request: id };
    await withOrigin(origin, () => insertAudit(service.pool, { ...entry, detail }));
  } catch (error) {
    if (!isAway(error)) throw error;
  }
  refuseMark(what, found);
}

/** As whom he says that he comes; only the machine's own token is the office without saying so. */
function callerOf({ headers, caller }: FastifyRequest): string {
  const given = headers['x-duban-actor'];
  if (typeof given === 'string' && given !== '') return decoded(given);
  return caller === null || caller?.kind === 'local' ? DEFAULT_ACTOR : 'nobody';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}
