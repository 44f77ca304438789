import type { Instant } from '../../domain/instant.ts';
import type { ReportSubmitted } from '../../domain/taskMessages.ts';
import { findReceipt, type Receipt } from '../../store/intake.ts';
import { sha256 } from '../../store/ledger.ts';
import { sameAs, type TaskAt } from '../../store/sameMatter.ts';
import { FaultError } from '../faultError.ts';
import type { OutputOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { taskNow } from './find.ts';
import { occasionWords } from './occasion.ts';
import { messageOf, resolve, type Asked } from './reportAsked.ts';

type Also = NonNullable<OutputOf<'submitReport'>['also']>[number];

/** What one report also says to another task of the same matter 同一事项, or why it says nothing there. */
export type Shared =
  | { readonly at: TaskAt; readonly asked: Asked; readonly message: ReportSubmitted }
  | { readonly at: TaskAt; readonly refused: string };

/**
 * What a report counts for besides: every task that is confirmed to be the same matter and in which the unit owes
 * something at that moment. Each judges it by its own due instant; where one would not take it, the answer says why and the
 * report itself stands.
 */
export async function sharedWith(
  service: Service,
  { context, task, unit, input, actor }: Asked,
  { period, receivedAt }: ReportSubmitted,
): Promise<readonly Shared[]> {
  const found = await sameAs(service.pool, { campaign: context.campaign, task: task.key });
  const raw = actor.startsWith('unit:') ? `unit:${unit.name}` : actor;
  const own = { ...input, duty: undefined, period: undefined, value: undefined };
  return Promise.all(
    found.map(async (at) => {
      const requestId = sharedId(input.requestId, at);
      const wanted = { ...own, ...at, unit: unit.name, requestId };
      // the same period where the other task asks for it, else whatever it has open first
      const same = await sharedAt(service, at, { ...wanted, period }, raw, receivedAt);
      return 'asked' in same ? same : sharedAt(service, at, wanted, raw, receivedAt);
    }),
  );
}

async function sharedAt(
  service: Service,
  at: TaskAt,
  wanted: Asked['input'],
  raw: string,
  receivedAt: Instant,
): Promise<Shared> {
  try {
    const asked = await resolve(service, wanted, raw);
    const now = await taskNow(service.pool, asked.context, asked.task);
    const message = messageOf(asked, now, receivedAt);
    const refused = now.started ? now.machine.guard(now.state, message) : undefined;
    return refused ? { at, refused: refused.message } : { at, asked, message };
  } catch (error) {
    if (error instanceof FaultError) return { at, refused: error.fault.message };
    throw error;
  }
}

/** The request number under which the other task receives the same report. */
export function sharedId(requestId: string, { campaign, task }: TaskAt): string {
  return `same-${sha256(`${requestId}\n${campaign}\n${task}`).slice(0, 40)}`;
}

/** What the answer says of the other tasks; their verdicts may still be on their way. */
export async function alsoWords({ pool }: Service, shared: readonly Shared[]): Promise<Also[]> {
  return Promise.all(
    shared.map(async (one): Promise<Also> => {
      const { campaign, task } = one.at;
      if ('refused' in one)
        return { campaign, task, occasion: null, verdict: null, refused: one.refused };
      const receipt: Receipt | undefined = await findReceipt(pool, one.message.id);
      const { verdict } = receipt?.verdict ?? {};
      const occasion = occasionWords(one.asked.context, one.message);
      return {
        ...{ campaign, task, occasion },
        verdict: typeof verdict === 'string' ? verdict : null,
        refused: receipt?.refused?.message ?? null,
      };
    }),
  );
}
