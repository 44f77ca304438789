import type { z } from 'zod';
import type { Deadline } from '../domain/deadline.ts';
import type { Assignment, Draft, FoundDuty } from '../domain/plan.ts';
import { cadenceWords } from '../domain/terms.ts';
import { isGroupExpression } from '../domain/unitGroup.ts';
import { findClauses } from './clauses.ts';
import { fieldParts, fieldWords } from './doubtsKinds.ts';
import type { Doubt } from './doubtsKinds.ts';
import { plain } from './plain.ts';
import { dayOnlyValue, deadlinesValue, listValue, textValue, unitsValue } from './reviewValues.ts';
import type { Value } from './reviewValues.ts';
import { cadenceOf } from './timePhrase.ts';

/** A correction, understood: what becomes of which field. */
export type Edit =
  | { readonly at: 'head'; readonly field: HeadField; readonly value: string }
  | { readonly at: 'regime'; readonly duty: z.infer<typeof FoundDuty> }
  | { readonly at: 'unit'; readonly name: string; readonly text: string }
  | ({ readonly at: 'task'; readonly index: number; readonly field: string } & TaskValue);

type HeadField = 'title' | 'issuer' | 'documentNumber' | 'issuedOn';

type TaskValue =
  | {
      readonly base: 'assignments';
      readonly value: readonly Assignment[];
      readonly openEnded: boolean;
    }
  | { readonly base: 'deadlines'; readonly value: readonly Deadline[] }
  | { readonly base: 'category' | 'leaders'; readonly value: readonly string[] }
  | { readonly base: 'title' | 'no' | 'content'; readonly value: string };

/** Reads a correction by the grammar of its field; what cannot be read is a sentence. */
export function editOf(draft: Draft, doubt: Doubt, text: string): Value<Edit> {
  if (text.trim() === '') return { fault: `没有写明改为什么。请写明${fieldWords(doubt)}。` };
  if (doubt.task !== null) return taskEdit(draft, doubt, doubt.task.index, text);
  switch (doubt.field) {
    case 'title':
    case 'issuer':
    case 'documentNumber':
      return put(textValue(text, fieldWords(doubt)), (value) => head(doubt.field, value));
    case 'issuedOn':
      return put(dayOnlyValue(text), (value) => head('issuedOn', value));
    case 'unit':
      return put(unitsValue(text, [], 'responsible'), () => ({
        at: 'unit',
        name: doubt.printed,
        text,
      }));
    case 'regime':
      return regimeEdit(doubt, text);
    default:
      return {
        fault: '这一处没有可以改写的字段。请在原文件中改正后重新导入；无须改动的，请选择接受。',
      };
  }
}

function head(field: string, value: string): Edit {
  return { at: 'head', field: field as HeadField, value };
}

function put<A, B>(read: Value<A>, make: (value: A) => B): Value<B> {
  return 'fault' in read ? read : { value: make(read.value) };
}

function taskEdit(draft: Draft, doubt: Doubt, index: number, text: string): Value<Edit> {
  const { field, kind } = doubt;
  const task = draft.tasks[index];
  const { base, index: element } = fieldParts(field);
  if (task === undefined) return { fault: '方案中已没有这项任务。请重新核对。' };
  const edit = (value: TaskValue): Edit => ({ at: 'task', index, field, ...value });
  switch (base) {
    case 'assignments': {
      const role = element === undefined ? undefined : task.assignments[element]?.role;
      const read = unitsValue(text, task.assignments, role);
      if ('fault' in read) return read;
      const { assignments, openEnded } = read.value;
      const group = assignments.find(({ unit }) => isGroupExpression(unit));
      if (kind === 'group-unresolved' && group !== undefined) {
        return {
          fault: `“${group.unit}”仍是一类单位。请列出具体单位；名单在单位名录中的，请选择接受。`,
        };
      }
      return { value: edit({ base, value: assignments, openEnded }) };
    }
    case 'deadlines':
      return put(deadlinesValue(text, yearOf(draft)), (value) => edit({ base, value }));
    case 'category':
    case 'leaders':
      return { value: edit({ base, value: listValue(text, base) }) };
    case 'title':
    case 'no':
    case 'content':
      return put(textValue(text, fieldWords(doubt)), (value) => edit({ base, value }));
    default:
      return { fault: `“${fieldWords(doubt)}”不能在这里改写。请在原文件中改正后重新导入。` };
  }
}

/** The year under which a date without one is read, where the heading names exactly one. */
function yearOf({ title, issuedOn }: Draft): { readonly year?: number } {
  const years = new Set(plain(title ?? '').match(/(?<!\d)20\d{2}(?!\d)/g) ?? []);
  const [named] = years;
  if (years.size === 1) return { year: Number(named) };
  return issuedOn === null ? {} : { year: Number(issuedOn.slice(0, 4)) };
}

/** 定期督查 with 每季度: the clause counts with the period that a person gives it. */
function regimeEdit({ printed }: Doubt, text: string): Value<Edit> {
  const every = cadenceOf(plain(text));
  if (every === undefined) {
    return {
      fault: `“${text}”不是周期。请写作 每周、每旬、每月、每两个月、每季度、每半年或每年。`,
    };
  }
  const said = printed.replace(/不?定期(?:地|的)?|适时/, cadenceWords(every));
  const what = findClauses(said).duties[0]?.what;
  if (what === undefined) {
    return { fault: `“${printed}”不是调度、通报一类的要求。请选择接受，在制度文件中另行写明。` };
  }
  return { value: { at: 'regime', duty: { every, what, quote: printed } } };
}
