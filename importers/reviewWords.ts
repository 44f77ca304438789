import type { Deadline } from '../domain/deadline.ts';
import type { Assignment, DraftTask } from '../domain/plan.ts';
import { cadenceWords, term } from '../domain/terms.ts';
import { fieldParts, isUnits } from './doubtsKinds.ts';

/** 不写时限 in a correction; also how a list without anything is shown. */
export const NONE = '无';

const ROLES = { lead: '牵头', responsible: '责任', cooperating: '配合' } as const;

/** `区甲局(牵头)、区乙局(配合)`: as it is shown, so it may be written. */
export function assignmentsText(assignments: readonly Assignment[]): string {
  if (assignments.length === 0) return NONE;
  return assignments.map(({ unit, role }) => `${unit}(${ROLES[role]})`).join('、');
}

/** `2026-06-30 规划报审（力争）；持续推进；每季度`. */
export function deadlinesText(deadlines: readonly Deadline[]): string {
  return deadlines.length === 0 ? NONE : deadlines.map(deadlineText).join('；');
}

function deadlineText(deadline: Deadline): string {
  switch (deadline.kind) {
    case 'date':
      return `${[deadline.on, deadline.what].filter(Boolean).join(' ')}${deadline.tentative === true ? '（力争）' : ''}`;
    case 'recurring':
      return cadenceWords(deadline.every);
    case 'unknown':
      return `待确认：${deadline.text}`;
    case 'horizon':
      return NONE;
    case 'start-now':
    case 'continuous':
      return term(deadline.kind);
  }
}

/** How a field of a task is read now. */
export function fieldText(task: DraftTask, field: string): string {
  const { base, index } = fieldParts(field);
  const one = <T>(list: readonly T[]) =>
    index === undefined ? list : list.slice(index, index + 1);
  if (base === 'assignments') return assignmentsText(one(task.assignments));
  if (isUnits(base)) return assignmentsText(task.assignments);
  switch (base) {
    case 'deadlines':
      return deadlinesText(one(task.deadlines));
    case 'category':
      return one(task.category).join(' / ') || NONE;
    case 'leaders':
      return one(task.leaders).join('、') || NONE;
    case 'title':
      return task.title ?? NONE;
    case 'no':
      return task.no ?? NONE;
    default:
      return task.content;
  }
}
