import { epoch } from './instant.ts';
import type { OpenRow, ProofInstants, ProofNotice } from './proof.ts';
import { namesUnder } from './regimeNames.ts';
import { term } from './terms.ts';
import {
  countWords,
  dutyWords,
  momentWords,
  partyWords,
  recipientWords,
  regimeWords,
  stepOf,
  stepRuleWords,
  taskWords,
  text,
  type Names,
} from './wordsParts.ts';
import { factWords, noticeWords } from './words.ts';

/** What a notice is explained from. */
export interface Explained {
  readonly process: string;
  readonly notice: Pick<ProofNotice, 'type' | 'recipient' | 'at' | 'payload' | 'seq'>;
  readonly instants: ProofInstants | null;
  /** The ledger of the process up to the notice's turn. */
  readonly rows: readonly Omit<OpenRow, 'hash'>[];
}

/**
 * Five sentences that say why a notice was sent: what was owed, until when and why then; what arrived or did not; by
 * which rule of which regime; to whom and why to them; and what stops it. Of what is no step of the ladder: what it is
 * about, what happened, by whose decision and which rule, to whom, and what follows.
 */
export function explainWords(explained: Explained, present: Names): readonly string[] {
  const { instants, notice } = explained;
  const names = namesUnder(present, { ...notice, process: explained.process });
  return instants === null || instants.step === null || notice.payload['party'] === undefined
    ? generalWords(explained, names)
    : [
        owedWords(explained, instants, names),
        arrivedWords(explained, names),
        ruleWords(explained, instants, names),
        whomWords(explained, names),
        stopWords(explained, names),
      ];
}

function owedWords(explained: Explained, instants: ProofInstants, names: Names): string {
  const { process, notice } = explained;
  const { payload } = notice;
  const { due, rule, grace, graceEnd, calendar } = instants;
  const moved = movedWords(explained, instants, names);
  const until = due === graceEnd ? '没有宽限' : `宽限${grace}，到 ${momentWords(graceEnd, names)}`;
  return `应报：${partyWords(payload['party'], names)}${takenOver(notice, names)}就${taskWords(process, names)}报${dutyWords(payload, names)}，应在 ${momentWords(due, names)} 前报到；${regimeWords(names)}规定“${rule}”，按工作日历 ${calendar.id} 第${calendar.version}版，${moved}，${until}。`;
}

/** A party keeps its name after a transfer; the unit that is told holds it now. */
function takenOver({ recipient, payload }: Explained['notice'], names: Names): string {
  const [, unit = ''] = /^(u\d+)\//.exec(recipient) ?? [];
  const isMember = text(payload['party']).split('+').includes(unit);
  return unit === '' || isMember ? '' : `（已移交${names.unit(unit)}）`;
}

/** How the day of the rule became the due day: shifted, suspended, or moved by a decision. */
function movedWords({ rows }: Explained, instants: ProofInstants, names: Names): string {
  const { ruled, dueDay, shift, suspensions, moved = [], obligation } = instants;
  const last = moved.at(-1);
  const shifted = (from: string) =>
    from === dueDay
      ? `${dayWords(from)}不需调整`
      : `${dayWords(from)}是休息日，${term(shift)}到${dayWords(dueDay)}`;
  if (last === undefined) {
    return suspensions.length > 0
      ? `期间暂停 ${suspensions.length} 次，按剩余工作日顺延`
      : shifted(ruled);
  }
  const fact = rows.findLast(
    ({ type, payload }) => type === 'due-moved' && payload['obligation'] === obligation,
  );
  const by = text(fact?.payload['by']);
  const who = by === '' ? '' : `${recipientWords(by, names)}`;
  const number = text(fact?.payload['number']);
  return `原为${dayWords(ruled)}，${momentWords(last.at, names)} 经${who}决定${number && `（${number}）`}改到${dayWords(last.day)}，${shifted(last.day)}`;
}

function dayWords(day: string): string {
  const [, month, date] = day.split('-');
  return `${Number(month)}月${Number(date)}日`;
}

/** What the ledger says of the obligation up to the notice. */
function arrivedWords({ notice, rows, process }: Explained, names: Names): string {
  const { obligation } = notice.payload;
  const own = rows.filter(
    (row) =>
      row.kind === 'fact' &&
      (row.type === 'report' || row.type === 'judged') &&
      row.payload['obligation'] === obligation &&
      epoch(row.at) <= epoch(notice.at),
  );
  const judged = own.findLast(({ type }) => type === 'judged');
  const report = own.findLast(({ type }) => type === 'report');
  if (judged === undefined && report === undefined) {
    return `收到：到 ${momentWords(notice.at, names)} 还没有收到这一期的报送，也还没有到判定的时候。`;
  }
  const found = judged ?? report;
  if (found === undefined) return '';
  const { what, why } = factWords({ ...found, process }, names);
  const at = momentWords(found.at, names);
  return `收到：${at} ${judged ? '判定' : ''}${what}；${why}。`;
}

function ruleWords(explained: Explained, { step }: ProofInstants, names: Names): string {
  const { notice } = explained;
  const { payload, at } = notice;
  const planned = step?.at ?? at;
  const count = countWords(payload, names);
  const days = step?.counted ?? [];
  const counted = days.length === 0 ? '' : `，数到的工作日为 ${days.map(dayWords).join('、')}`;
  return `规则：${stepRuleWords(payload['step'], names)}；由此算得 ${momentWords(planned, names)}${counted}${count && `；条件已具备：${count}`}${heldWords(explained, planned, names)}。`;
}

/** Why a step left later than it was due: it had to be approved, or waited for a decision. */
function heldWords({ notice, rows, process }: Explained, planned: string, names: Names): string {
  const { payload, at, seq } = notice;
  if (epoch(planned) === epoch(at)) return '';
  const approver = text(payload['approvedBy']);
  if (approver !== '') {
    const who = recipientWords(approver, names);
    return `；这一步须经批准，${momentWords(payload['proposedAt'], names)} 提请，${who}于 ${momentWords(at, names)} 批准，自批准时发出`;
  }
  const decided = rows.find(
    (row) => row.seq === seq && row.kind === 'fact' && !STEPS.has(row.type),
  );
  const told = decided && oneSentence(factWords({ ...decided, process }, names).what);
  return `；其时有事项待决定，暂缓至 ${momentWords(at, names)}${told ? ` ${told}` : '不再待决'}，即行发出`;
}

const STEPS = new Set(['step', 'step-proposed', 'report', 'judged']);

function whomWords({ notice }: Explained, names: Names): string {
  const { payload, recipient } = notice;
  const step = stepOf(payload['step'], names);
  const roles = (step?.to ?? []).map(term).join('、');
  const instead = text(payload['insteadOf']);
  const why =
    instead === ''
      ? `这一步规定送${roles}，该接收人是其中之一`
      : `这一步规定送${roles}，${recipientWords(instead, names)}空缺，按制度改送`;
  return `送达：${momentWords(notice.at, names)} 送 ${recipientWords(recipient, names)}；${why}。`;
}

function stopWords({ process, notice }: Explained, names: Names): string {
  const step = stepOf(notice.payload['step'], names);
  const spoken = { ...notice, process };
  const { ifNothing } = noticeWords(spoken, names);
  const what =
    step !== undefined && 'after' in step.at && step.while === 'any'
      ? '这一步按累计情况发出，补报不撤回，只有免报、暂停或结束能使其后各步停止'
      : '收到这一期报送，或经决定免报、暂停、结束，其后各步即停止';
  return `停止：${what}${ifNothing === undefined ? '' : `；否则，${ifNothing}`}。`;
}

/** What is issued, proposed, asked or decided: the facts of its turn say what and by which rule. */
function generalWords(explained: Explained, names: Names): readonly string[] {
  const { process, notice } = explained;
  const { title, body, ask, ifNothing } = noticeWords({ ...notice, process }, names);
  const fact = factOf(explained);
  const told = fact && factWords({ ...fact, process }, names);
  const happened = fact && told ? `${momentWords(fact.at, names)} ${told.what}` : '专项行动已启动';
  const rule = told?.why ?? regimeWords(names);
  const by = text(fact?.payload['by']);
  const who =
    by === '' || rule.includes(recipientWords(by, names)) ? '' : recipientWords(by, names);
  return [
    `事由：${title}${concernedWords(explained, names)}`,
    `经过：${happened}；${body}`,
    `规则：${regimeWords(names)}“${names.regime.title}”；${rule}${who && `；由${who}办理`}`,
    `送达：${momentWords(notice.at, names)} 送 ${recipientWords(notice.recipient, names)}${insteadOf(notice, names)}${ask ? `；${ask}` : ''}`,
    `停止：${ifNothing ? `无人处理的，${ifNothing}` : '这条通知只作告知，不引起后续步骤'}`,
  ].map((sentence) => `${oneSentence(sentence)}。`);
}

/** The fact that the notice tells: in its turn, or before it; about its matter or its obligation, if there is one. */
function factOf({ notice, rows }: Explained): Explained['rows'][number] | undefined {
  const { matter, obligation } = notice.payload;
  const facts = rows.filter(({ kind, seq }) => kind === 'fact' && seq <= notice.seq);
  const turn = facts.filter(({ seq, type }) => seq === notice.seq && type !== 'report');
  const about = (row: (typeof facts)[number]) =>
    (matter !== undefined && row.payload['matter'] === matter) ||
    (matter === undefined && obligation !== undefined && row.payload['obligation'] === obligation);
  const named = turn.find(({ type }) => type === notice.type);
  const other = turn.find(({ type }) => type !== 'judged' && type !== 'step');
  const now = named ?? turn.find(about) ?? other ?? turn[0];
  return now ?? facts.findLast(about) ?? facts.at(-1);
}

/** What was owed, where a notice is about an obligation without being a step. */
function concernedWords({ instants, notice }: Explained, names: Names): string {
  if (instants === null) return '';
  const [duty, period] = instants.obligation.split('/');
  const whose = text(notice.payload['party']);
  const who = whose === '' ? '' : partyWords(whose, names);
  return `；所涉为${who}${dutyWords({ ...notice.payload, duty, period }, names)}，应在 ${momentWords(instants.due, names)} 前报到`;
}

function insteadOf({ payload }: Explained['notice'], names: Names): string {
  const role = text(payload['insteadOf']);
  return role === '' ? '' : `（原应送 ${recipientWords(role, names)}，空缺改送）`;
}

/** Several sentences as one, without its full stop. */
function oneSentence(words: string): string {
  return words
    .replace(/。+$/u, '')
    .replace(/。+(?=[”』）])/gu, '')
    .replace(/[；。]*。[；。]*/gu, '；');
}
