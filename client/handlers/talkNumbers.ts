import { dayOf } from '../../domain/instant.ts';
import { readProcess } from '../../domain/ids.ts';
import type { Meeting } from '../../domain/interviewMessages.ts';
import { talkNumber } from '../../domain/talkNumber.ts';
import { transaction } from '../../store/pool.ts';
import {
  dropNumber,
  giveNumber,
  keepNumber,
  talkOccasion,
  type Given,
  type Numbered,
} from '../../store/talkNumbers.ts';
import { takenMessage } from '../../store/timeline.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { Service } from '../service.ts';
import type { TalkInput } from '../talkInput.ts';
import { nowOf } from './actor.ts';
import type { Content, Subject } from './decisions.ts';
import { campaignFor, unitFor } from './find.ts';

type Meet = Readonly<Record<string, unknown>>;

/**
 * Puts the arrangement of an interview with the number 文号 of its notice, as `domain/talkNumber.ts` says: the one that was typed,
 * or the next of the year. A number for what the process refuses is free again.
 */
export async function withNumber<T>(
  service: Service,
  { requestId }: Pick<TalkInput, 'requestId'>,
  subject: Subject,
  content: Content,
  put: (content: Content) => Promise<T>,
): Promise<T> {
  const { pool } = service;
  const { number: said, ...meeting } = content['meeting'] as Meet;
  const typed = typeof said === 'string' ? said.trim() : '';
  const numbered = (number: string) => put({ ...content, meeting: { ...meeting, number } });
  const earlier = await takenMessage(pool, subject.process, requestId);
  if (earlier !== undefined) {
    // the same request again has the number that it had
    const { number = '' } =
      (earlier.message as Partial<{ meeting: Partial<Meeting> }>).meeting ?? {};
    return numbered(typed === '' ? number : typed);
  }
  const { notice, trial } = await noticeOf(service, subject.process);
  const { number, isNew } =
    typed === ''
      ? await nextNumber(service, notice, trial, subject.zone)
      : await ownNumber(service, notice, typed);
  try {
    return await numbered(number);
  } catch (error) {
    if (isNew && error instanceof FaultError) await dropNumber(pool, notice.series, number);
    throw error;
  }
}

async function noticeOf(
  { pool }: Service,
  process: string,
): Promise<{ readonly notice: Numbered; readonly trial: boolean }> {
  const { campaign = '' } = readProcess(process) ?? {};
  const { context } = await campaignFor(pool, campaign);
  const trial = context.trial === true;
  const occasion = await talkOccasion(pool, process);
  return { notice: { series: trial ? campaign : '', process, occasion }, trial };
}

async function nextNumber(
  service: Service,
  notice: Numbered,
  trial: boolean,
  zone: string,
): Promise<Given> {
  const year = Number(dayOf(await nowOf(service, service.pool, zone), zone).slice(0, 4));
  const words = (ordinal: number) => talkNumber(year, ordinal, trial);
  return transaction(service.pool, (db) => giveNumber(db, notice, year, words));
}

/** The number that was typed, unless another interview bears it. */
async function ownNumber({ pool }: Service, notice: Numbered, number: string): Promise<Given> {
  const { process, isNew } = await keepNumber(pool, notice, number);
  const found = readProcess(process);
  if (process === notice.process || found?.kind !== 'interview') return { number, isNew };
  const { name } = await unitFor(pool, found.campaign, found.unit);
  return refuse('interview-number-taken', { number, unit: name });
}
