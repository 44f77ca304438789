import type { Context } from './context.ts';
import { DEADLINES, type Slot } from './obligation.ts';
import type { DayChange, PlanLine, PlanProblem } from './planChange.ts';
import type { TaskField } from './planDiff.ts';
import type { PlanMove } from './planParties.ts';
import { periodWords, term } from './terms.ts';
import { dayWords } from './wordsCalendar.ts';

export interface PlanNames {
  readonly context: Context;
  readonly unit: (id: string) => string;
  /** An instant as people write it. */
  readonly moment: (instant: string) => string;
}

export const LINE_WORDS: Readonly<Record<PlanLine['kind'], string>> = {
  added: '新增',
  changed: '变更',
  removed: '移除',
  words: '只作记录',
};

/** What becomes of one task, a sentence for each thing. */
export function lineWords(line: PlanLine, names: PlanNames): readonly string[] {
  switch (line.kind) {
    case 'added':
      return line.first.map((slot) => firstWords(slot, names));
    case 'removed':
      return [
        line.open > 0
          ? `终止；未判定的 ${line.open} 项报送义务不再要求，已到填报期的记免报，已判定的不变`
          : '已经结束或销号，只作记录',
      ];
    case 'changed':
      return [
        ...line.days.map(dayChangeWords),
        ...line.moves.map((move) => moveWords(move, names)),
        ...(line.leaders === undefined
          ? []
          : [`牵头领导改为 ${line.leaders.join('、') || '无'}，此后的督办函等送新的牵头领导`]),
        ...recordedWords(line.fields.filter((field) => !isTold(field, line))),
      ];
    case 'words':
      if (line.over) return ['任务已经结束或销号，变更只作记录'];
      return [
        ...line.days.map(dayChangeWords),
        ...recordedWords(line.fields.filter((field) => field !== 'deadlines' || !line.days.length)),
      ];
  }
}

/** Whether a field that differs has been told as what happens. */
function isTold(field: TaskField, line: Extract<PlanLine, { kind: 'changed' }>): boolean {
  if (field === 'deadlines') return line.days.length > 0;
  if (field === 'assignments') return line.moves.length > 0;
  return field === 'leaders' && line.leaders !== undefined;
}

function firstWords({ duty, period, instants }: Slot, { context, moment }: PlanNames): string {
  const due = moment(instants.due);
  if (duty === DEADLINES) return `完成时限 ${due}`;
  const rule = context.regime.duties.find(({ id }) => id === duty);
  const first = context.regime.firsts?.find(({ id }) => id === duty);
  if (rule === undefined) return `“${first?.title ?? duty}”${due} 到期`;
  return `“${rule.title}”自${periodWords(rule.every, period)}起报，首期 ${due} 到期；此前各期为启动前`;
}

function dayChangeWords({ what, deadline, verdict }: DayChange): string {
  const day = `完成时限 ${dayWords(deadline.on)}${deadline.what ? `“${deadline.what}”` : ''}`;
  if (what === 'added') return `新增${day}`;
  if (what === 'past') return `${day}已过，或不在专项行动期限之内，不计入应报`;
  if (what === 'judged') return `${day}取消；已判定为${term(verdict ?? 'pending')}的不变`;
  return `${day}取消，记免报（方案调整）`;
}

function moveWords({ from, to }: PlanMove, { unit }: PlanNames): string {
  const names = to.map(({ id }) => unit(id)).join('、');
  return `${unit(from)} 移交 ${names}：未判定的报送义务随之移交，已判定的不变`;
}

const RECORDED: Partial<Record<TaskField, string>> = {
  no: '序号',
  category: '类别',
  title: '名称',
  content: '内容',
  openEnded: '名单是否开放',
  assignments: '分工的写法',
  leaders: '牵头领导的写法',
  deadlines: '没有日期的时限',
};
const NOT_APPLIED: Partial<Record<TaskField, string>> = {
  targets: '指标',
  measures: '累计和排名指标',
};

/** Words that are only taken over, and what a running task keeps from its start. */
function recordedWords(fields: readonly TaskField[]): readonly string[] {
  const plain = fields.flatMap((field) => RECORDED[field] ?? []);
  const kept = fields.flatMap((field) => NOT_APPLIED[field] ?? []);
  return [
    ...(plain.length > 0 ? [`${plain.join('、')}按新版记录`] : []),
    ...(kept.length > 0 ? [`${kept.join('、')}只按新版记录，在办任务仍按原来的对照`] : []),
  ];
}

export const PROBLEM_WORDS: Readonly<Record<PlanProblem, string>> = {
  'nothing-owed': '在专项行动余下的期限内没有要报的，也没有未到的完成时限，请写明时限',
  parties:
    '报送责任方（单位的家数或所负的报送要求）有增减，在办任务不能照此移交；请把它作为移除原任务、新增任务办理',
};
