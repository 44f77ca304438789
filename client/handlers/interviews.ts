import { unitActing } from '../../domain/machine.ts';
import { TALK_PHASES } from '../../domain/interview2Guards.ts';
import { ACT_WORDS } from '../../domain/interviewActs.ts';
import {
  at as instantAt,
  epoch,
  instantOf,
  isRealDay,
  type Instant,
} from '../../domain/instant.ts';
import { readProcess } from '../../domain/ids.ts';
import { findProcess } from '../../store/processes.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf } from '../operations.ts';
import type { Service } from '../service.ts';
import type { TalkAct, TalkInput } from '../talkInput.ts';
import { actorIn, actorWords, attempt, roleOf } from './actor.ts';
import { mustBeSent } from './actEvidence.ts';
import { take, type Content, type Subject } from './decisions.ts';
import { campaignFor } from './find.ts';
import { interviewFor } from './interviewFor.ts';
import { withNumber } from './talkNumbers.ts';

const OF_THE_UNIT: readonly TalkAct[] = ['statement', 'rectified'];

/** Does something to an interview 约谈; its process's own guard refuses, and the attempt stands in the audit. */
export async function decideInterview(
  service: Service,
  input: TalkInput,
  actor: string,
): Promise<OutputOf<'decideInterview'>> {
  const { act } = input;
  const what = { actor, act, subject: input.subject ?? input.campaign ?? 'current' };
  return attempt(service, what, async () => {
    const isUnit = roleOf(actor) === 'unit';
    if (isUnit !== OF_THE_UNIT.includes(act)) {
      const hint = isUnit ? '单位只能提交说明和报送整改。' : '这由被约谈的单位办理。';
      refuse('not-allowed', { actor: actorWords(actor), act: ACT_WORDS[act], hint });
    }
    const subject = await subjectOf(service, input, actor);
    const own = unitActing(subject.by);
    const campaign = readProcess(subject.process)?.campaign ?? '';
    if (own !== undefined) await mustBeSent(service.pool, campaign, input.evidence, [own]);
    const content = contentOf(input, subject.zone);
    const done = (body: Content) => take(service, input, subject, body);
    return act === 'schedule' ? withNumber(service, input, subject, content, done) : done(content);
  });
}

async function subjectOf(service: Service, input: TalkInput, actor: string): Promise<Subject> {
  const { pool } = service;
  const { subject, act } = input;
  const found = subject === undefined ? undefined : readProcess(subject);
  const { id, context } = await campaignFor(pool, found?.campaign ?? input.campaign);
  const { zone } = context.calendar;
  const by = await actorIn(pool, id, actor);
  const own = unitActing(by);
  if (found && subject !== undefined) {
    const isForeign = found.kind !== 'interview' || (own !== undefined && found.unit !== own);
    if (isForeign || !(await findProcess(pool, subject))) {
      refuse('process-unknown', { process: subject });
    }
    return { process: subject, zone, by };
  }
  const waiting = { phases: phasesOf(act), act: ACT_WORDS[act] };
  return { process: await interviewFor(service, id, subject ?? own, waiting, actor), zone, by };
}

/** The phases in which an act is waited for, as the register names them: one that gathers has only its grounds there. */
function phasesOf(act: TalkAct): readonly string[] {
  return TALK_PHASES[act].map((phase) => (phase === 'gathering' ? 'ground' : phase));
}

/** What the message says beyond who and when. */
function contentOf(input: TalkInput, zone: string): Content {
  const { act, reason = '', text = '' } = input;
  switch (act) {
    case 'hear':
      return { kind: act, ...(reason === '' ? {} : { reason }) };
    case 'propose':
    case 'withdraw':
    case 'second':
    case 'refer':
      return { kind: act, reason };
    case 'statement':
    case 'rectified':
      return { kind: act, text, ...given({ evidence: input.evidence }) };
    case 'schedule':
      return { kind: act, meeting: meetingOf(input, zone) };
    case 'held': {
      const { attendance } = input;
      if (attendance === undefined) return missing('到场情况');
      return { kind: act, attendance, ...(reason === '' ? {} : { note: reason }) };
    }
    case 'minutes': {
      const { problems = '', explanation = '', demands = '', commitment = '' } = input;
      return { kind: act, record: { problems, explanation, demands, commitment } };
    }
    case 'verify':
      if (input.result === undefined) return missing('核实结果');
      return { kind: act, result: input.result, ...(reason === '' ? {} : { reason }) };
  }
}

function meetingOf(input: TalkInput, zone: string): Readonly<Record<string, unknown>> {
  const { place = '', interviewer, contact, bring, number } = input;
  return {
    at: instantIn(input.at, zone),
    place,
    ...given({ interviewer, contact, bring, number }),
  };
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})[ T](([01]\d|2[0-3]):[0-5]\d)$/;

/** A local time of the campaign, or an instant with its offset. */
function instantIn(text: string | undefined, zone: string): Instant {
  if (text === undefined) return missing('约谈时间');
  const [, day, time] = LOCAL.exec(text.trim()) ?? [];
  if (day !== undefined && time !== undefined && isRealDay(day)) return instantAt(day, time, zone);
  const ms = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(text.trim()) ? epoch(text.trim()) : NaN;
  if (Number.isNaN(ms)) {
    return refuse('message-malformed', { detail: `时间“${text}”应写作 2026-03-11 15:00` });
  }
  return instantOf(ms, zone);
}

function missing(what: string): never {
  return refuse('content-missing', { what });
}

function given(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
