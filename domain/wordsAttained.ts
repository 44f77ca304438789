import { dueWords, listed, obligationWords, text, type Names, type Payload } from './wordsParts.ts';

/** `30万元`; a unit in Latin letters stands apart. */
export function amountWords(value: unknown, unit: unknown): string {
  const words = text(unit);
  return `${String(value)}${/^[a-z]/i.test(words) ? ' ' : ''}${words}`;
}

/** `完成 30万元（指标 40万元），短欠 10万元`; a correction says what had been recorded. */
export function attainedWords(payload: Payload): string {
  const { value, target, unit, short, unreported, corrects } = payload;
  const aim = `（指标 ${amountWords(target, unit)}）`;
  const done = unreported === true ? '未报完成数' : `完成 ${amountWords(value, unit)}`;
  const result = Number(short) > 0 ? `短欠 ${amountWords(short, unit)}` : '达到指标';
  const before = corrects === undefined ? '' : `，更正此前记录的 ${amountWords(corrects, unit)}`;
  return `${done}${aim}，${result}${before}`;
}

/** Why: where the number comes from, and what a shortfall means. */
export function attainedReason(payload: Payload, names: Names): string {
  const { parts, within, short, unit } = payload;
  const sums = (Array.isArray(parts) ? parts : []) as readonly Payload[];
  const list = listed(
    sums.map(
      (part) =>
        `${obligationWords(text(part['obligation']), names)} ${amountWords(part['value'], unit)}`,
    ),
  );
  const missing = Number(short) > 0;
  const makeUp = missing && within !== undefined;
  return [
    dueWords(payload, names),
    sums.length === 0 ? '' : `合计：${list}`,
    missing ? '短欠不算未报' : '',
    makeUp
      ? `在${obligationWords(text(within), names)}期内补足的，该期即算达到，本期短欠仍记录在案`
      : '',
  ]
    .filter((part) => part !== '')
    .join('；');
}

/** `（完成数 30）` of a report that gives a number. */
export function valueWords({ value }: Payload): string {
  return typeof value === 'number' ? `（完成数 ${value}）` : '';
}
