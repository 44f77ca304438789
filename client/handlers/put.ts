import {
  ApplicationFailure,
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { readProcess } from '../../domain/ids.ts';
import type { Answer, MessageBase } from '../../domain/machine.ts';
import { findProcess } from '../../store/processes.ts';
import { endOfProcess } from '../../store/timeline.ts';
import { decide as decideUpdate } from '../../workflows/messages.ts';
import { FaultError, isFaultCode, refuse } from '../faultError.ts';
import type { Service } from '../service.ts';
import { isTemporalAway, mustReach } from './temporal.ts';

const ANSWER_LIMIT_S = 10;
const TRIES = 3;
const PAUSE_MS = 200;
/** What Temporal says of an update that was taken by a run which was renewed before it answered. */
const RENEWED = 'AcceptedUpdateCompletedWorkflow';
const WHAT = { campaign: '该专项行动', task: '该任务', interview: '该约谈' } as const;

type Message = MessageBase & { readonly kind: string };

/**
 * The update, named by the request, so that the same request again gets the same answer. A run that is renewed at that moment
 * lets go of it; it is put again then.
 */
export async function put(service: Service, process: string, message: Message): Promise<Answer> {
  await mustReach(service.client);
  for (let left = TRIES; ; left -= 1) {
    try {
      return await putOnce(service, process, message);
    } catch (error) {
      if (left <= 1 || !isLetGo(error)) return answerTo(service, process, message, error);
      await sleep(PAUSE_MS);
    }
  }
}

function putOnce({ client }: Service, process: string, message: Message): Promise<Answer> {
  return client.withDeadline(Date.now() + ANSWER_LIMIT_S * 1000, () =>
    client.workflow
      .getHandle(process)
      .executeUpdate(decideUpdate, { args: [message], updateId: message.id }),
  );
}

/** Whether the run was renewed, or the server moved it to another of its hosts, while the update was on its way. */
function isLetGo(error: unknown): boolean {
  if (error instanceof WorkflowUpdateFailedError) {
    return error.cause instanceof ApplicationFailure && error.cause.type === RENEWED;
  }
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && [2, 10, 13].includes(cause.code);
}

/** What the failure of an update means to whoever decided; what it means nobody knows is thrown on. */
async function answerTo(
  { pool }: Service,
  process: string,
  { id }: Message,
  error: unknown,
): Promise<never> {
  const unanswered = { seconds: ANSWER_LIMIT_S, request: id };
  if (isLetGo(error) || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
    return refuse('decision-unanswered', unanswered);
  }
  if (error instanceof WorkflowUpdateFailedError) throw refusal(error);
  if (error instanceof WorkflowNotFoundError) {
    const end = await endOfProcess(pool, process);
    if (end) {
      const what = WHAT[readProcess(process)?.kind ?? 'task'];
      return refuse('already-ended', { what, at: end.at });
    }
    // the register knows it, Temporal does not at this moment: it is being renewed, or has stopped
    return (await findProcess(pool, process)) === undefined
      ? refuse('process-unknown', { process })
      : refuse('decision-unanswered', unanswered);
  }
  if (isTemporalAway(error)) return refuse('temporal-away');
  throw error;
}

/** The validator's fault comes back as it was thrown inside the process. */
function refusal(error: WorkflowUpdateFailedError): Error {
  const { cause } = error;
  if (cause instanceof ApplicationFailure && isFaultCode(cause.type)) {
    return new FaultError({ code: cause.type, message: cause.message });
  }
  return error;
}
