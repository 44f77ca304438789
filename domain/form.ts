import { z } from 'zod';
import { addOffset, Offset, type Calendar } from './calendar.ts';
import { fault, type Fault } from './faults.ts';
import { Day, dayOf, isRealDay, type Instant } from './instant.ts';
import { Id } from './regimeParts.ts';
import { didYouMean } from './spelling.ts';

/** Field 填报项. `max`: the most characters of a text, the largest number; `choices` are those of a choice. */
export const Field = z.strictObject({
  id: Id,
  label: z.string().trim().min(1).max(60),
  kind: z.enum(['text', 'number', 'day', 'choice']),
  required: z.boolean().optional(),
  max: z.number().positive().max(1e12).optional(),
  choices: z.array(z.string().trim().min(1).max(60)).min(2).max(30).optional(),
});
export type Field = z.infer<typeof Field>;

/** Form 填报表: what a report is to say, beside its text; at most five fields are required. */
export const Form = z.strictObject({ fields: z.array(Field).min(1).max(20) });
export type Form = z.infer<typeof Form>;

/**
 * Stage 填报阶段 (首日报安排、三日报措施、七日报结果): its form is asked for from so many working or calendar days after the
 * day on which the entry opens, until the next stage begins.
 */
export const Stage = z.strictObject({
  id: Id,
  title: z.string().trim().min(1).max(60),
  after: Offset,
  form: Form,
});
export type Stage = z.infer<typeof Stage>;

/** What a report fills in, by the field's id, as it was written. */
export const Filled = z.record(z.string().max(40), z.string().max(20_000));
export type Filled = z.infer<typeof Filled>;

/** More required fields than these nobody fills in carefully. */
export const MOST_REQUIRED = 5;

/** The form that an entry asks for on the day of receipt: that of the stage in which it lies, else the duty's own. */
export function formIn(
  rule: { readonly form?: Form | undefined; readonly stages?: readonly Stage[] | undefined },
  opens: Instant,
  receivedAt: Instant,
  calendar: Calendar,
): { readonly form?: Form; readonly stage?: Stage } {
  const [first, on] = [dayOf(opens, calendar.zone), dayOf(receivedAt, calendar.zone)];
  const begun = (rule.stages ?? [])
    .map((stage) => ({ stage, from: addOffset(calendar, first, stage.after) }))
    .filter(({ from }) => from <= on)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const stage = begun.at(-1)?.stage;
  if (stage !== undefined) return { form: stage.form, stage };
  return rule.form === undefined ? {} : { form: rule.form };
}

/** What is wrong with what a report fills in; a nil report 零报告 need fill in nothing. */
export function formFault(
  form: Form | undefined,
  filled: Filled,
  options: { readonly nil?: boolean } = {},
): Fault | undefined {
  const fields = form?.fields ?? [];
  const known = fields.map(({ id }) => id);
  const strange = Object.keys(filled).find((id) => !known.includes(id));
  if (strange !== undefined) {
    const list = fields.map(({ id, label }) => `${id}（${label}）`).join('、');
    const hint = didYouMean(strange, known) || (list && `，可填 ${list}`);
    return fault('form-field-unknown', { field: strange, hint: hint || '，本期没有填报表' });
  }
  const missing = fields.filter(
    ({ id, required }) => required === true && (filled[id] ?? '').trim() === '',
  );
  if (missing.length > 0 && options.nil !== true) {
    const list = missing.map(({ label }) => `${label}`).join('、');
    return fault('form-field-missing', { list });
  }
  for (const field of fields) {
    const problem = problemOf(field, filled[field.id]?.trim() ?? '');
    if (problem !== undefined) {
      return fault('form-field-wrong', { label: field.label, field: field.id, problem });
    }
  }
  return undefined;
}

function problemOf({ kind, max, choices }: Field, written: string): string | undefined {
  if (written === '') return undefined;
  switch (kind) {
    case 'text': {
      const length = [...written].length;
      return max !== undefined && length > max ? `最多 ${max} 字，这里有 ${length} 字` : undefined;
    }
    case 'number': {
      const value = plainNumber(written);
      if (value === undefined) return `应为一个数，这里是“${written.slice(0, 40)}”`;
      return max !== undefined && value > max ? `最大 ${max}，这里是 ${value}` : undefined;
    }
    case 'day': {
      const real = Day.safeParse(written).success && isRealDay(written);
      return real ? undefined : `应为日期，如 2026-03-05，这里是“${written.slice(0, 40)}”`;
    }
    case 'choice':
      return choices?.includes(written) === true
        ? undefined
        : `只能填 ${(choices ?? []).join('、')}，这里是“${written.slice(0, 40)}”`;
  }
}

/** A plain number as people write it, full width too, thousands set off by commas; nothing where it is none. */
export function plainNumber(written: string): number | undefined {
  const plain = written
    .normalize('NFKC')
    .trim()
    .replace(/(?<=\d),(?=\d{3}(\D|$))/g, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
