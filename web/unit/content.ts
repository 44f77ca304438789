import type { InputOf, OutputOf } from '../../client/operations.ts';

/** One obligation with its form, as the server gives it. */
export type Entry = OutputOf<'listEntries'>['entries'][number];
/** What is sent of it. */
export type Content = InputOf<'draftByLink'>['content'];
export type Receipt = OutputOf<'submitReport'>;

/** What a person has typed so far; numbers as they are written. */
export interface Typed {
  readonly text: string;
  /** 零报告: the reason why there is nothing to tell; undefined: there is. */
  readonly nil: string | undefined;
  readonly value: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly measures: Readonly<Record<string, string>>;
  readonly fallReason: string;
  readonly evidence: readonly { readonly name: string; readonly sha256: string }[];
  readonly obstacle: string;
  readonly asks: string;
}

/** Where a form begins: with the draft, else with what was sent last, else empty. */
export function typedOf({ draft, sent }: Entry): Typed {
  const content: Content = draft?.content ?? {};
  const from = draft === null ? sent : null;
  const told = Object.entries(content.measures ?? {}).map(([id, one]) => [
    id,
    typeof one === 'number' ? String(one) : rankWords(one),
  ]);
  const value = content.value ?? from?.value;
  return {
    text: content.text ?? from?.text ?? '',
    nil: content.nil ?? from?.nil ?? undefined,
    value: value === undefined || value === null ? '' : String(value),
    fields: content.fields ?? from?.fields ?? {},
    measures: Object.fromEntries(told) as Record<string, string>,
    fallReason: content.fallReason ?? '',
    evidence: content.evidence ?? from?.evidence ?? [],
    obstacle: content.obstacle ?? from?.obstacle ?? '',
    asks: content.asks ?? '',
  };
}

function rankWords({
  rank,
  population,
}: {
  rank: number;
  population?: number | undefined;
}): string {
  return population === undefined ? String(rank) : `${rank}/${population}`;
}

/** What is typed as a report is given; what cannot be read as a number is left out of a draft. */
export function contentOf(entry: Entry, typed: Typed): Content {
  const fields = filledOf(typed.fields);
  const measures = measuresOf(entry, typed);
  const value = numberOf(typed.value);
  const [nil, fallReason] = [typed.nil?.trim(), typed.fallReason.trim()];
  const [obstacle, asks] = [typed.obstacle.trim(), typed.asks.trim()];
  return {
    ...(typed.text.trim() === '' ? {} : { text: typed.text }),
    ...(nil ? { nil } : {}),
    ...(value === undefined ? {} : { value }),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    ...(Object.keys(measures).length === 0 ? {} : { measures }),
    ...(fallReason === '' ? {} : { fallReason }),
    ...(typed.evidence.length === 0 ? {} : { evidence: [...typed.evidence] }),
    ...(obstacle === '' ? {} : { obstacle }),
    ...(obstacle === '' || asks === '' ? {} : { asks }),
  };
}

function filledOf(fields: Typed['fields']): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
}

type Measured = NonNullable<Content['measures']>;

function measuresOf({ form }: Entry, { measures }: Typed): Measured {
  const told: Measured = {};
  for (const { id, kind } of form.measures) {
    const written = measures[id] ?? '';
    const one = kind === 'rank' ? rankOf(written) : numberOf(written);
    if (one !== undefined) told[id] = one;
  }
  return told;
}

export function numberOf(written: string): number | undefined {
  const plain = written.normalize('NFKC').replace(/[\s,]/gu, '');
  return /^-?\d+(\.\d+)?$/u.test(plain) ? Number(plain) : undefined;
}

/** `3`, `第3名`, `3/56`. */
function rankOf(written: string): { rank: number; population?: number } | undefined {
  const plain = written.normalize('NFKC').trim();
  const [, rank, population] = /^第?(\d+)名?(?:\s*\/\s*(\d+))?$/u.exec(plain) ?? [];
  if (rank === undefined) return undefined;
  const of = population === undefined ? {} : { population: Number(population) };
  return { rank: Number(rank), ...of };
}

/** What has to be put right before it can be sent, in words. */
export function openPoints(entry: Entry, typed: Typed): readonly string[] {
  const { form } = entry;
  const nil = typed.nil !== undefined;
  const said =
    typed.text.trim() !== '' ||
    typed.value.trim() !== '' ||
    Object.keys(filledOf(typed.fields)).length > 0 ||
    Object.values(typed.measures).some((one) => one.trim() !== '');
  const missing = nil
    ? []
    : form.fields.filter(({ id, required }) => required && (typed.fields[id] ?? '').trim() === '');
  const unread = form.measures.filter(({ id, kind }) => {
    const written = typed.measures[id] ?? '';
    if (written.trim() === '') return false;
    return (kind === 'rank' ? rankOf(written) : numberOf(written)) === undefined;
  });
  const evidence = form.evidence.required && !nil && typed.evidence.length === 0;
  return [
    ...(!nil && !said ? ['请填写本期进展；没有新情况的，请选“本期没有新情况”并说明原因'] : []),
    ...(nil && typed.nil?.trim() === '' ? ['请说明本期为什么没有新情况'] : []),
    ...missing.map(({ label }) => `请填写“${label}”`),
    ...unread.map(({ title, kind }) =>
      kind === 'rank' ? `“${title}”请写名次，如 3 或 3/56` : `“${title}”请写一个数`,
    ),
    ...(typed.value.trim() !== '' && numberOf(typed.value) === undefined
      ? ['“本期完成数”请写一个数']
      : []),
    ...(evidence ? ['本项须附佐证材料，请选择文件'] : []),
  ];
}
