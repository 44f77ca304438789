import { z } from 'zod';
import type { TaskAct } from './act.ts';

/** The values of a field that is one of a few; nothing for any other field. */
export function enumOf(field: unknown): readonly string[] | undefined {
  const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
  return inner instanceof z.ZodEnum ? inner.options.map(String) : undefined;
}

/** Each value of such a field with its Chinese word, as the option's description says: `upheld 成立；rejected 不成立`. */
export function meanings(
  act: TaskAct,
  name: string,
  values: readonly string[],
): readonly (readonly [value: string, word: string])[] {
  const description = optionFor(act, name)?.[1] ?? '';
  return values.map((value) => {
    const word = new RegExp(`(?:^|[^a-z-])${value} (\\p{Script=Han}+)`, 'u').exec(description)?.[1];
    return [value, word ?? value];
  });
}

/** What is wrong with one field, as a person who wrote the options reads it: which option, and what it takes. */
export function fieldWords(act: TaskAct, { path, code }: z.core.$ZodIssue, given: unknown): string {
  const [first] = path;
  if (first === undefined) return code === 'unrecognized_keys' ? '有不认识的内容' : '内容不完整';
  const name = String(first);
  const [flags = `--${name}`, description = ''] = optionFor(act, name) ?? [];
  const option = flags.split(' ')[0] ?? flags;
  const said = (given as Readonly<Record<string, unknown>> | undefined)?.[name];
  if (said === undefined || said === null || said === '') return `请写明 ${flags}：${description}`;
  const written = typeof said === 'string' ? said : JSON.stringify(said);
  const values = enumOf(act.fields.shape[name]);
  if (values !== undefined) {
    const list = meanings(act, name, values).map(([value, word]) => `${word}（${value}）`);
    return `${option} 不能写“${written}”，可写 ${list.join('、')}`;
  }
  if (code === 'too_big') return `${option} 写得太长或太大`;
  return `${option} 所写的“${written}”不合要求：${description}`;
}

function optionFor({ options }: TaskAct, name: string) {
  const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return options.find(([flags]) => flags.split(' ')[0] === `--${flag}`);
}
