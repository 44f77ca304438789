import type { OutputOf } from '../../client/operations.ts';

/** An act that the server says is allowed now: the operation, what is known of its input, and what is still asked. */
export type Allowed = OutputOf<'showToday'>['gates'][number]['acts'][number];
export type Ask = Allowed['asks'][number];
/** What a person has filled in, by the field's name; a tick is `true` in letters. */
export type Values = Readonly<Record<string, string>>;

/** A box to tick: the only choice is yes. */
export function isTick({ kind, choices }: Ask): boolean {
  return kind === 'choice' && choices?.length === 1 && choices[0]?.value === 'true';
}

/** What a question for files has for its answer while one of them is still on its way. */
export const SENDING = 'sending';

type Files = readonly { readonly name: string; readonly sha256: string }[];

/** The files that answer a question, as they stand among the values. */
export function filesIn(value: string): Files {
  return value === '' || value === SENDING ? [] : (JSON.parse(value) as Files);
}

export function filesText(files: Files): string {
  return files.length === 0 ? '' : JSON.stringify(files);
}

/** Questions that have to be answered and are not, by their labels; files have to have come. */
export function unanswered({ asks }: Allowed, values: Values): readonly string[] {
  return asks.flatMap(({ field, label, required }) => {
    const value = (values[field] ?? '').trim();
    if (value === SENDING) return [`${label}（正在存入，请稍候）`];
    return required && value === '' ? [label] : [];
  });
}

/** The input of the operation: what was known, which act, and what was filled in; `fields.until` goes inside `fields`. */
export function actInput(allowed: Allowed, values: Values): Readonly<Record<string, unknown>> {
  const { act, input, asks } = allowed;
  const start: Readonly<Record<string, unknown>> = { ...input, ...(act === null ? {} : { act }) };
  return asks.reduce((made, ask) => {
    const value = valueOf(ask, values[ask.field] ?? '');
    return value === undefined ? made : withField(made, ask.field.split('.'), value);
  }, start);
}

function valueOf(ask: Ask, text: string): unknown {
  const given = text.trim();
  if (given === '') return undefined;
  if (isTick(ask)) return given === 'true' ? true : undefined;
  switch (ask.kind) {
    case 'number':
      return Number(given);
    case 'files':
      return filesIn(given);
    case 'list':
      return given
        .split(/[\n、；;]/u)
        .map((line) => line.trim())
        .filter((line) => line !== '');
    default:
      return given;
  }
}

function withField(
  record: Readonly<Record<string, unknown>>,
  [first = '', ...rest]: readonly string[],
  value: unknown,
): Readonly<Record<string, unknown>> {
  if (rest.length === 0) return { ...record, [first]: value };
  const inner = (record[first] ?? {}) as Readonly<Record<string, unknown>>;
  return { ...record, [first]: withField(inner, rest, value) };
}
