import { campaignProcess } from '../../domain/ids.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { attempt } from './actor.ts';
import { take } from './decisions.ts';
import { campaignFor } from './find.ts';

/** 撤回启动: the campaign and its tasks end before anything was sent; afterwards its guard says to close it instead. */
export async function withdrawStart(
  service: Service,
  { campaign, reason, requestId }: TakenOf<'withdrawStart'>,
  actor: string,
): Promise<OutputOf<'withdrawStart'>> {
  const act = 'withdrawStart';
  return attempt(service, { actor, act, subject: campaign }, async () => {
    const { id, context } = await campaignFor(service.pool, campaign);
    const { zone } = context.calendar;
    const subject = { process: campaignProcess(id), zone, by: actor };
    const done = await take(service, { act, requestId }, subject, {
      kind: 'withdraw-start',
      reason,
    });
    const { withdrawn } = done.value;
    const withdrawnAt = typeof withdrawn === 'string' ? withdrawn : context.startedAt;
    return { campaign: id, requestId, withdrawnAt, repeated: done.repeated };
  });
}
