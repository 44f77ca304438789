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
 * which rule of which regime; to whom and why to them; and what stops it.
 */
export function explainWords(explained: Explained, present: Names): readonly string[] {
  const { instants, notice } = explained;
  const names = namesUnder(present, { ...notice, process: explained.process });
  return instants === null || notice.payload['party'] === undefined
    ? generalWords(explained, names)
    : [
        owedWords(explained, instants, names),
        arrivedWords(explained, names),
        ruleWords(explained, instants, names),
        whomWords(explained, names),
        stopWords(explained, names),
      ];
}

function owedWords({ process, notice }: Explained, instants: ProofInstants, names: Names): string {
  const { payload } = notice;
  const { due, ruled, dueDay, shift, rule, grace, graceEnd, suspensions, calendar } = instants;
  const moved =
    suspensions.length > 0
      ? `期间暂停 ${suspensions.length} 次，按剩余工作日顺延`
      : ruled === dueDay
        ? `${dayWords(ruled)}不需调整`
        : `${dayWords(ruled)}是休息日，${term(shift)}到${dayWords(dueDay)}`;
  const until = due === graceEnd ? '没有宽限' : `宽限${grace}，到 ${momentWords(graceEnd, names)}`;
  return `应报：${partyWords(payload['party'], names)}就${taskWords(process, names)}报${dutyWords(payload, names)}，应在 ${momentWords(due, names)} 前报到；${regimeWords(names)}规定“${rule}”，按工作日历 ${calendar.id} 第${calendar.version}版，${moved}，${until}。`;
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

function ruleWords({ notice }: Explained, { step }: ProofInstants, names: Names): string {
  const { payload, at } = notice;
  const count = countWords(payload, names);
  const days = step?.counted ?? [];
  const counted = days.length === 0 ? '' : `，数到的工作日为 ${days.map(dayWords).join('、')}`;
  return `规则：${stepRuleWords(payload['step'], names)}；由此算得 ${momentWords(at, names)}${counted}${count && `；条件已具备：${count}`}。`;
}

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

/** What is issued or proposed: the facts of its turn say what and by which rule. */
function generalWords({ process, notice, rows }: Explained, names: Names): readonly string[] {
  const { title, body, ask, ifNothing } = noticeWords({ ...notice, process }, names);
  const turn = rows.filter(({ seq, kind }) => seq === notice.seq && kind === 'fact');
  const before = rows.filter(({ kind, seq }) => kind === 'fact' && seq <= notice.seq);
  const fact = turn.find(({ type }) => type !== 'report') ?? before.at(-1);
  const told = fact && factWords({ ...fact, process }, names);
  const happened = fact && told ? `${momentWords(fact.at, names)} ${told.what}` : '专项行动已启动';
  const rule = told?.why ?? regimeWords(names);
  return [
    `事由：${title}。`,
    `经过：${happened}；${stripped(body)}。`,
    `规则：${regimeWords(names)}“${names.regime.title}”；${stripped(rule)}。`,
    `送达：${momentWords(notice.at, names)} 送 ${recipientWords(notice.recipient, names)}${insteadOf(notice, names)}${ask ? `；${stripped(ask)}` : ''}。`,
    `停止：${ifNothing ? `无人处理的，${stripped(ifNothing)}` : '这条通知只作告知，不引起后续步骤'}。`,
  ];
}

function insteadOf({ payload }: Explained['notice'], names: Names): string {
  const role = text(payload['insteadOf']);
  return role === '' ? '' : `（原应送 ${recipientWords(role, names)}，空缺改送）`;
}

function stripped(words: string): string {
  return words.replace(/。+$/u, '');
}
