import type { Deadline, Every } from '../domain/deadline.ts';
import type { DraftTask, Role } from '../domain/plan.ts';

/** A cell that says none: unlike a blank, it is never read as "the same as above". */
export const NONE = '/';

const EVERY: Readonly<Record<Every, string>> = {
  week: '每周',
  'ten-days': '每旬',
  month: '每月',
  'two-months': '每两个月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
};

/** 单位 of one role in a cell; 等 where the list is open, said once, at the first role that has units. */
export function unitsWords(task: Pick<DraftTask, 'assignments' | 'openEnded'>, role: Role): string {
  const units = task.assignments.filter((one) => one.role === role).map(({ unit }) => unit);
  const first = (['lead', 'responsible', 'cooperating'] as const).find((one) =>
    task.assignments.some((assignment) => assignment.role === one),
  );
  const open = task.openEnded && role === (first ?? 'responsible');
  const bare = open && !units.some((unit) => OPEN.test(unit));
  return `${units.join('、')}${bare ? '等' : ''}` || NONE;
}

const SAID: Readonly<Record<Role, string>> = {
  lead: '牵头',
  responsible: '负责',
  cooperating: '配合',
};

/** All units in one cell, each role named: 甲局牵头，乙局、丙局配合. */
export function rolesWords(task: Pick<DraftTask, 'assignments' | 'openEnded'>): string {
  const clauses = (['lead', 'responsible', 'cooperating'] as const)
    .map((role) => [unitsWords(task, role), SAID[role]] as const)
    .filter(([units]) => units !== NONE)
    .map(([units, role]) => `${units}${role}`);
  return clauses.join('，') || NONE;
}

/** 牵头领导 in a cell. */
export function leadersWords({ leaders }: Pick<DraftTask, 'leaders'>): string {
  return leaders.join('、') || NONE;
}

/** Groups and rules instead of units keep a list open by themselves. */
const OPEN = /^[各全]|相关|有关|其他|成员单位|所有|涉及|乡镇|镇街/;

/** 完成时限 of a task in a cell; none where it has no time phrase of its own. */
export function deadlinesWords(deadlines: readonly Deadline[]): string {
  const said = deadlines.map(deadlineWords).filter((words) => words !== '');
  return said.length > 0 ? said.join('；') : NONE;
}

function deadlineWords(deadline: Deadline): string {
  switch (deadline.kind) {
    case 'date': {
      const [year, month, day] = deadline.on.split('-').map(Number);
      const what = deadline.what === undefined ? '' : `${deadline.what}：`;
      return `${deadline.tentative === true ? '力争' : ''}${what}${year}年${month}月${day}日`;
    }
    case 'start-now':
      return '立即启动';
    case 'continuous':
      return '持续推进';
    case 'recurring':
      return EVERY[deadline.every];
    case 'unknown':
      return deadline.text;
    case 'horizon':
      return '';
  }
}

/** Words that a file can hold: no control characters but line breaks and tabs, no half of a pair. */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .replace(/[\p{Cs}\ufffd]/gu, '');
}
