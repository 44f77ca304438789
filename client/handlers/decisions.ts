import { canonicalJson } from '../../domain/canonical.ts';
import { campaignProcess, readProcess, taskProcess } from '../../domain/ids.ts';
import type { Answer, MessageBase } from '../../domain/machine.ts';
import { bulletinRuleOf } from '../../domain/regimePeriods.ts';
import { periodWords } from '../../domain/terms.ts';
import { insertAudit } from '../../store/audit.ts';
import { findProcess } from '../../store/processes.ts';
import { takenMessage } from '../../store/timeline.ts';
import { ACTS } from '../decisionActs.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorIn, actorWords, attempt, nowOf, roleOf } from './actor.ts';
import {
  campaignFor,
  campaignNow,
  lineNow,
  standingWords,
  taskFor,
  taskNow,
  unitFor,
} from './find.ts';
import { interviewFor } from './interviewFor.ts';
import { overtaken } from './overtaken.ts';
import { put } from './put.ts';

type Input = TakenOf<'decide'>;
type Result = OutputOf<'decide'>;

/** Where an approval or a refusal is waited for: of the interview, or of a referral. */
const WAITING_FOR_GATE = { phases: ['proposed', 'referring'], act: '批准' };
const WAITING_FOR_OFFICE = ['pause', 'resume', 'close', 'exempt'];

/** Puts a decision to its process and answers with the turn that took it; the process's own guard refuses. */
export async function decide(service: Service, input: Input, actor: string): Promise<Result> {
  const { act } = input;
  const what = { actor, act, subject: input.subject ?? input.campaign ?? 'current' };
  return attempt(service, what, async () => {
    if (WAITING_FOR_OFFICE.includes(act) && roleOf(actor) !== 'office') {
      const hint = '这由督查室办理。';
      refuse('not-allowed', { actor: actorWords(actor), act: ACTS[act], hint });
    }
    const subject = await subjectOf(service, input, actor);
    return take(service, input, subject, await contentOf(service, input, subject.process));
  });
}

/** Puts what is decided to its process, once for a request, with the attempt in the audit. */
export async function take(
  service: Service,
  asked: { readonly act: string; readonly requestId: string },
  { process, zone, by }: Subject,
  body: Content,
): Promise<Result> {
  const { act, requestId } = asked;
  const receivedAt = await nowOf(service, service.pool, zone);
  const message = { ...body, id: requestId, receivedAt, by };
  const earlier = await takenMessage(service.pool, process, requestId);
  if (earlier) {
    const words = await whatWords(service, process, body);
    return { ...repeated(asked, process, message, earlier), what: words };
  }
  const before = await standingWords(service.pool, process);
  const lost = { process, zone, by, act, requestId, content: body };
  const answer = await put(service, process, message).catch(async (error: unknown) => {
    throw await overtaken(service.pool, lost, error);
  });
  const value = { ...answer.value };
  const repetition = value['repeated'] === true;
  const outcome = repetition ? 'repeated' : 'done';
  const after = await standingWords(service.pool, process);
  const detail = { ...body, requestId, before, after };
  await insertAudit(service.pool, {
    actor: by,
    act,
    subject: process,
    outcome,
    at: receivedAt,
    detail,
  });
  const words = await whatWords(service, process, body);
  return { process, what: words, act, requestId, value, repeated: repetition };
}

type Message = MessageBase & { readonly kind: string };

function repeated(
  { act, requestId }: { readonly act: string; readonly requestId: string },
  process: string,
  message: Message,
  earlier: { readonly message: MessageBase; readonly answer: Answer },
): Omit<Result, 'what'> {
  const { receivedAt } = message;
  if (canonicalJson({ ...earlier.message, receivedAt }) !== canonicalJson(message)) {
    refuse('request-reused', { request: requestId });
  }
  if (earlier.answer.fault) throw new FaultError(earlier.answer.fault);
  return { process, act, requestId, value: { ...earlier.answer.value }, repeated: true };
}

/** What was decided about, in words. */
async function whatWords({ pool }: Service, process: string, content: Content): Promise<string> {
  const found = readProcess(process);
  if (found === undefined) return process;
  if (found.kind === 'task') {
    const { plan } = await taskFor(pool, found.campaign, found.task);
    return `任务 ${plan.no ?? found.task} ${plan.title ?? ''}`.trim();
  }
  if (found.kind === 'interview') {
    return `约谈${(await unitFor(pool, found.campaign, found.unit)).name}`;
  }
  const { context, title } = await campaignFor(pool, found.campaign);
  const rule = bulletinRuleOf(context, String(content['bulletin']), String(content['period']));
  if (rule === undefined) return `专项行动“${title}”`;
  return `${periodWords(rule.every, String(content['period']))}“${rule.title}”`;
}

export interface Subject {
  readonly process: string;
  readonly zone: string;
  readonly by: string;
}

/** The process that a decision is for: a process id, a campaign, a task, or the unit of an interview. */
async function subjectOf(service: Service, input: Input, actor: string): Promise<Subject> {
  const { pool } = service;
  const { act, subject } = input;
  const found = subject === undefined ? undefined : readProcess(subject);
  const named =
    found?.campaign ?? (subject && /^c\d{4}-\d{3,}$/.test(subject) ? subject : undefined);
  const { id, context } = await campaignFor(pool, named ?? input.campaign);
  const { zone } = context.calendar;
  const by = await actorIn(pool, id, actor);
  if (found) {
    if (!(await findProcess(pool, subject as string))) {
      refuse('process-unknown', { process: subject as string });
    }
    return { process: subject as string, zone, by };
  }
  if (act === 'approve' || act === 'reject') {
    return { process: await interviewFor(service, id, subject, WAITING_FOR_GATE, actor), zone, by };
  }
  if (act === 'sign' || act === 'return' || subject === undefined || named !== undefined) {
    return { process: campaignProcess(id), zone, by };
  }
  return { process: taskProcess(id, (await taskFor(pool, id, subject)).key), zone, by };
}

export type Content = Readonly<Record<string, unknown>> & { readonly kind: string };

/** What the message says beyond who and when. */
async function contentOf(service: Service, input: Input, process: string): Promise<Content> {
  const { act } = input;
  const reason = input.reason ?? '';
  const isTask = process.startsWith('task/');
  switch (act) {
    case 'approve':
      return { kind: act, ...(reason === '' ? {} : { note: reason }) };
    case 'reject':
    case 'close':
      return { kind: act, reason };
    case 'resume':
      return { kind: act };
    case 'pause':
      if (isTask && reason.trim() === '') refuse('reason-missing', { act: '暂停' });
      return { kind: isTask ? 'suspend' : act, reason };
    case 'sign':
      return {
        kind: act,
        ...(await bulletinFor(service, input, process)),
        ...(await commendFor(service, input, process)),
      };
    case 'return':
      return { kind: act, ...(await bulletinFor(service, input, process)), reason };
    case 'exempt':
      return { kind: act, obligation: await obligationFor(service, input, process), reason };
  }
}

/** The bulletin as named; where only one waits for a signature it need not be named. */
async function bulletinFor({ pool }: Service, input: Input, process: string) {
  const campaign = readProcess(process)?.campaign ?? '';
  const now = await campaignNow(pool, campaign);
  const known = Object.entries(now?.state.bulletins ?? {}).map(([key, { phase }]) => {
    const [bulletin = '', period = ''] = key.split('/');
    return { bulletin, period, phase };
  });
  const fits = known.filter(
    ({ bulletin, period }) =>
      bulletin === (input.bulletin ?? bulletin) && period === (input.period ?? period),
  );
  const drafted = fits.filter(({ phase }) => phase === 'drafted');
  const [only] = drafted.length === 1 ? drafted : fits.length === 1 ? fits : [];
  if (only) return { bulletin: only.bulletin, period: only.period };
  if (input.bulletin !== undefined && input.period !== undefined) {
    return { bulletin: input.bulletin, period: input.period };
  }
  const list = drafted.map(({ bulletin, period }) => `${bulletin} ${period}`);
  const reason = list.length > 1 ? `有 ${list.length} 期通报待签` : '没有待签的通报';
  const hint = list.length > 1 ? `请写明是哪一期：${list.join('；')}。` : '请核对待签的通报。';
  return refuse('subject-unclear', { reason, hint });
}

/** Whom the signer praises, by id; absent: all who are proposed. */
async function commendFor({ pool }: Service, { commend }: Input, process: string) {
  if (commend === undefined) return {};
  const campaign = readProcess(process)?.campaign ?? '';
  const named = commend.filter((name) => name !== 'none');
  const units = await Promise.all(named.map((name) => unitFor(pool, campaign, name)));
  return { commend: units.map(({ id }) => id) };
}

/** The obligation as named by its key, or by period (and duty and unit where they are needed). */
async function obligationFor({ pool }: Service, input: Input, process: string): Promise<string> {
  if (input.obligation !== undefined) return input.obligation;
  const found = readProcess(process);
  if (found?.kind !== 'task' || input.period === undefined) {
    const hint = '请写明任务和报告期，如任务 3 的 2026-03 期。';
    return refuse('subject-unclear', { reason: '没有写明免报哪一期', hint });
  }
  const { context } = await campaignFor(pool, found.campaign);
  const now = await taskNow(pool, context, await taskFor(pool, found.campaign, found.task));
  const unit =
    input.unit === undefined ? undefined : await unitFor(pool, found.campaign, input.unit);
  const fits = lineNow(now).obligations.filter(
    ({ slot, party }) =>
      slot.period === input.period &&
      (input.duty === undefined || slot.duty === input.duty) &&
      (unit === undefined || party.members.includes(unit.id)),
  );
  const [first] = fits;
  if (first === undefined) {
    return refuse('obligation-unknown', { task: found.task, obligation: input.period });
  }
  if (fits.length === 1) return first.key;
  const hint = `请写明是哪一项：${fits.map(({ key }) => key).join('、')}。`;
  return refuse('subject-unclear', { reason: `这一期有 ${fits.length} 项报送义务`, hint });
}
