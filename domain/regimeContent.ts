import { MOST_REQUIRED, type Field, type Form, type Stage } from './form.ts';
import { isRealDay } from './instant.ts';
import type { Regime } from './regime.ts';
import type { RegimeFault } from './regimeCheck.ts';

/** What cannot be meant in what reports carry: forms and stages, first reports, flags, copies to cooperating units. */
export function contentFaults(regime: Regime): RegimeFault[] {
  return [
    ...regime.duties.flatMap((duty, i) => [
      ...formFaults(['duties', i, 'form'], duty.form),
      ...stageFaults(['duties', i, 'stages'], duty.stages),
    ]),
    ...firstFaults(regime),
    ...flagFaults(regime),
    ...copyFaults(regime),
  ];
}

type Path = (string | number)[];

function formFaults(path: Path, form: Form | undefined): RegimeFault[] {
  if (form === undefined) return [];
  const required = form.fields.filter((field) => field.required === true).length;
  const many = `必填 ${required} 项，最多 ${MOST_REQUIRED} 项；请把其余的改为选填（required: false）`;
  return [
    ...(required > MOST_REQUIRED ? [{ path: [...path, 'fields'], message: many }] : []),
    ...form.fields.flatMap((field, i) => fieldFaults([...path, 'fields', i], field, i, form)),
  ];
}

function fieldFaults(path: Path, field: Field, i: number, { fields }: Form): RegimeFault[] {
  const { id, kind, max, choices } = field;
  const fault = (key: string, message: string) => [{ path: [...path, key], message }];
  const first = fields.findIndex((other) => other.id === id);
  return [
    ...(first === i ? [] : fault('id', `填报项“${id}”与第${first + 1}项重复，请改用别的标识`)),
    ...(kind === 'choice' && choices === undefined
      ? fault('choices', '选择项（choice）要写明可选的内容')
      : []),
    ...(kind !== 'choice' && choices !== undefined
      ? fault('choices', `只有选择项（choice）才写 choices，这里是 ${kind}`)
      : []),
    ...(choices?.some((choice, n) => choices.indexOf(choice) !== n) === true
      ? fault('choices', '可选的内容有重复，写一次即可')
      : []),
    ...(max !== undefined && (kind === 'day' || kind === 'choice')
      ? fault('max', 'max 只用于文字的字数和数的上限')
      : []),
  ];
}

function stageFaults(path: Path, stages: readonly Stage[] | undefined): RegimeFault[] {
  return (stages ?? []).flatMap((stage, i) => {
    const first = (stages ?? []).findIndex((other) => other.id === stage.id);
    const begins = (stages ?? []).findIndex((other) => same(other.after, stage.after));
    return [
      ...(first === i
        ? []
        : [{ path: [...path, i, 'id'], message: `阶段“${stage.id}”重复，请改用别的标识` }]),
      ...(begins === i
        ? []
        : [{ path: [...path, i, 'after'], message: '两个阶段在同一天开始，只会用到后一个' }]),
      ...formFaults([...path, i, 'form'], stage.form),
    ];
  });
}

function same(a: Stage['after'], b: Stage['after']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function firstFaults({ duties, firsts = [] }: Regime): RegimeFault[] {
  return firsts.flatMap((first, i) => {
    const path = ['firsts', i];
    const { id, due, by } = first;
    const taken = duties.some((duty) => duty.id === id) || id === 'deadlines';
    const twice = firsts.findIndex((other) => other.id === id) !== i;
    return [
      ...(taken || twice
        ? [{ path: [...path, 'id'], message: `标识“${id}”已经用于别的报送要求，请另取标识` }]
        : []),
      ...by.flatMap((role, n) =>
        by.indexOf(role) === n
          ? []
          : [{ path: [...path, 'by', n], message: `“${role}”重复，写一次即可` }],
      ),
      ...('on' in due && !isRealDay(due.on)
        ? [{ path: [...path, 'due', 'on'], message: `没有 ${due.on} 这一天，请核对日期` }]
        : []),
      ...formFaults([...path, 'form'], first.form),
    ];
  });
}

/** A flag is a hint to whoever checks; the unit that is meant does not get it. */
function flagFaults({ flags }: Regime): RegimeFault[] {
  if (flags === undefined) return [];
  const { nil, sameText, to } = flags;
  const own = ['reporter', 'head'].includes(to)
    ? [{ path: ['flags', 'to'], message: '提示是给核实的人看的，不能发给单位自己；请写 office 等' }]
    : [];
  if (nil !== undefined || sameText !== undefined) return own;
  return [...own, { path: ['flags'], message: '没有写明提示什么；请写 nil 或 sameText 的期数' }];
}

/** Cooperating units get a copy: a step that goes to nobody else would reach nobody who must act. */
function copyFaults(regime: Regime): RegimeFault[] {
  const message = '配合单位联络员（cooperating）只能作为升级步骤的抄送对象';
  const alone = regime.ladder.flatMap((step, i) =>
    step.to.length > 0 && step.to.every((to) => to === 'cooperating')
      ? [{ path: ['ladder', i, 'to'], message: `${message}，这一步还要写明发给谁` }]
      : [],
  );
  const elsewhere = placesOf(regime, []).filter((path) => !isStepCopy(path) && !isRole(path));
  return [...alone, ...elsewhere.map((path) => ({ path, message: `${message}，这里不能用` }))];
}

function isStepCopy(path: Path): boolean {
  return path[0] === 'ladder' && path[2] === 'to';
}

/** Lists of roles 职责 name who owes; `by` alone names who decides. */
function isRole(path: Path): boolean {
  return path.at(-2) === 'by' && typeof path.at(-1) === 'number';
}

function placesOf(value: unknown, path: Path): Path[] {
  if (value === 'cooperating') return [path];
  if (Array.isArray(value)) return value.flatMap((one, i) => placesOf(one, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => placesOf(one, [...path, key]));
}
