import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FAULTS, fault, type Fault } from '../../domain/faults.ts';
import type { Diagnostic } from '../../domain/plan.ts';
import { isAway, isContended } from '../../store/pool.ts';
import { FaultError } from '../faultError.ts';
import { isTemporalAway } from '../handlers/temporal.ts';

/** RFC 9457: a problem with its code; `detail` is the sentence for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** The request, as the log names it. */
  readonly instance?: string;
  readonly diagnostics?: readonly Diagnostic[];
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export function problemOf(refused: Fault, diagnostics: readonly Diagnostic[] = []): Problem {
  const [title = ''] = refused.message.split('\n');
  return {
    type: `urn:duban:fault:${refused.code}`,
    title,
    status: FAULTS[refused.code].status,
    detail: refused.message,
    code: refused.code,
    ...(diagnostics.length > 0 ? { diagnostics } : {}),
  };
}

/** Answers a fault, or whatever else went wrong, as a problem; what nobody foresaw goes into the log with its request. */
export function answerFault(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = { ...problemFor(error, request), instance: `urn:duban:request:${request.id}` };
  reply.header('cache-control', 'no-store').header('x-request-id', request.id);
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="duban"');
  return reply.code(problem.status).type(PROBLEM_TYPE).send(problem);
}

const BEYOND = '有日期、时间或数字不存在，或超出范围';

/** A value that passed every schema and that the register cannot keep: a day that does not exist, a number too large. */
function isBeyond(error: unknown): boolean {
  return /^22(003|007|008|P02|021)$/.test((error as { code?: string }).code ?? '');
}

function problemFor(error: unknown, { method, id, log, headers }: FastifyRequest): Problem {
  if (error instanceof FaultError) return problemOf(error.fault, error.diagnostics);
  const { statusCode, stack } = error as Error & { statusCode?: number };
  if (isAway(error))
    return problemOf(fault(method === 'GET' ? 'register-unreadable' : 'register-away'));
  if (isContended(error)) return problemOf(fault('register-busy'));
  if (isBeyond(error)) return problemOf(fault('message-malformed', { detail: BEYOND }));
  if (isTemporalAway(error)) return problemOf(fault('temporal-away'));
  if (statusCode === 413) return problemOf(fault('too-large', { limit: '1 MB' }));
  if (statusCode === 415) {
    const type = headers['content-type']?.slice(0, 100) ?? '未写明';
    return problemOf(fault('media-type', { type: type === '' ? '未写明' : type }));
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return problemOf(fault('message-malformed', { detail: '地址或内容无法识别' }));
  }
  log.error({ stack: stack ?? String(error) }, '内部错误');
  return problemOf(fault('internal', { id }));
}

/** What is no request, or has a head that is too large, is answered by hand and the line closed. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const isTooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const refused = isTooLarge
    ? fault('too-large', { limit: '16 KB' })
    : fault('message-malformed', { detail: '不是 HTTP 请求' });
  const status = isTooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify({ ...problemOf(refused), status: Number(status.slice(0, 3)) });
  const head = [
    `HTTP/1.1 ${status}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
