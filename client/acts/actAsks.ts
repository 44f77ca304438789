import { z } from 'zod';
import type { Allowed } from '../deskParts.ts';
import type { TaskAct } from './act.ts';
import { enumOf, meanings } from './actFields.ts';

export type Ask = Allowed['asks'][number];
export type Choice = NonNullable<Ask['choices']>[number];

const LABELS: Readonly<Record<string, string>> = {
  grade: '等次',
  owner: '由谁承办',
  obligation: '哪一期',
  unit: '哪个单位',
  from: '原承办单位',
  obstacle: '哪一项',
  objection: '哪一项异议',
  against: '对哪一项结论',
  report: '哪一份代录',
  verdict: '成立时，判定更正为',
};

/** What a field of an act is called on a form: the words of its option without what only a command line needs. */
export function askLabel(act: TaskAct, name: string): string {
  const [flags = '', description = ''] =
    act.options.find(([own]) => own.split(' ')[0] === `--${name}`) ?? [];
  const known = LABELS[name];
  if (known !== undefined) return known;
  if (name === 'confirm' && !isDay(act, name)) return '遇休息日的，同意按制度调整';
  const bracket = /<([^>.]+)/u.exec(flags)?.[1] ?? name;
  const [first = ''] = description.split(/[，；：。]/u);
  const plain = first === '' || /^如 |[a-z-]/iu.test(first);
  return plain ? bracket : first;
}

/** A field of an act as a question; `choices` where the register knows what can be meant. */
export function askOf(act: TaskAct, name: string, choices?: readonly Choice[]): Ask {
  const field: unknown = act.fields.shape[name];
  const values = enumOf(field);
  const inner = unwrapped(field);
  const head = {
    field: `fields.${name}`,
    label: askLabel(act, name),
    required: !(field instanceof z.ZodOptional || field instanceof z.ZodDefault),
  };
  if (choices !== undefined) {
    const kind = inner instanceof z.ZodArray ? 'list' : 'choice';
    return { ...head, kind, choices: [...choices] };
  }
  if (values !== undefined) {
    const words = meanings(act, name, values).map(([value, label]) => ({ value, label }));
    return { ...head, kind: 'choice', choices: words };
  }
  if (inner instanceof z.ZodBoolean) {
    const yes = [{ value: 'true', label: '是' }];
    return { ...head, kind: 'choice', choices: yes };
  }
  if (inner instanceof z.ZodArray) return { ...head, kind: 'list' };
  if (inner instanceof z.ZodNumber) return { ...head, kind: 'number' };
  return { ...head, kind: isDay(act, name) ? 'day' : 'text' };
}

function unwrapped(field: unknown): unknown {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault ? field.unwrap() : field;
}

export function isDay({ options }: TaskAct, name: string): boolean {
  return options.some(([flags]) => flags.startsWith(`--${name} <日期`));
}
