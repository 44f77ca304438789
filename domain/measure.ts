import { z } from 'zod';
import { Day, isRealDay } from './instant.ts';
import { expectedShare } from './target.ts';

const Id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '标识只能用小写字母、数字和连字符');
const Title = z.string().trim().min(1).max(100);

/**
 * Measure 计量指标 of a task, told with its reports and settled by the day `by`. `cumulative` 累计: what has been done since
 * `from` (absent: since the campaign began) against `target`; `down` 以内: a ceiling, the smaller the better. `rank` 排名:
 * reached by this place or a better one (进前三 is 3); `population`: how many are ranked, where the plan says so.
 */
export const Measure = z.discriminatedUnion('kind', [
  z.strictObject({
    ...{ id: Id, title: Title, kind: z.literal('cumulative') },
    target: z.number().positive().max(1e12),
    unit: z.string().trim().max(20),
    from: Day.optional(),
    by: Day,
    direction: z.enum(['up', 'down']).optional(),
  }),
  z.strictObject({
    ...{ id: Id, title: Title, kind: z.literal('rank') },
    rank: z.int().min(1).max(1_000_000),
    population: z.int().min(1).max(1_000_000).optional(),
    by: Day,
  }),
]);
export type Measure = z.infer<typeof Measure>;
export type Cumulative = Extract<Measure, { kind: 'cumulative' }>;
export type Ranked = Extract<Measure, { kind: 'rank' }>;

export const Measures = z.array(Measure).min(1).max(20);
export type Measures = z.infer<typeof Measures>;

/** What a report says of a measure: the cumulative value, or the place and how many are ranked. */
export const Measured = z.union([
  z.number().min(-1e12).max(1e12),
  z.strictObject({ rank: z.number(), population: z.number().optional() }),
]);
export type Measured = z.infer<typeof Measured>;

/** Progress 序时进度: shares of the target and of the days, from 0; `behind` in percentage points 百分点, never below 0. */
export interface Progress {
  readonly share: number;
  readonly expected: number;
  readonly behind: number;
}

/**
 * A cumulative value against time at the end of the day `on`: calendar days from `from`, both ends counted. A ceiling is
 * behind only by what it is exceeded.
 */
export function progressOf(measure: Cumulative, value: number, on: Day, start: Day): Progress {
  const share = value / measure.target;
  const expected = expectedShare({ from: measure.from ?? start, to: measure.by }, on);
  const wanted = measure.direction === 'down' ? share - 1 : expected - share;
  return { share: fine(share), expected: fine(expected), behind: Math.max(0, points(wanted)) };
}

/** The better place is the smaller number: 进前三 is met by 3 and by 1. */
export function rankReached({ rank }: Pick<Ranked, 'rank'>, place: number): boolean {
  return place <= rank;
}

/** Whether the measure is met by what was told last; nothing told is not met. */
export function measureMet(measure: Measure, told: number | undefined): boolean {
  if (told === undefined) return false;
  if (measure.kind === 'rank') return rankReached(measure, told);
  return measure.direction === 'down' ? told <= measure.target : told >= measure.target;
}

/** The number that is kept of what was told: the value, or the place. */
export function numberOf(told: Measured): number {
  return typeof told === 'number' ? told : told.rank;
}

/** What is wrong with a place, in words; nothing where it can be one. */
export function placeProblem(
  measure: Ranked,
  { rank, population = measure.population }: { rank: number; population?: number | undefined },
): string | undefined {
  const whole = (n: number) => Number.isSafeInteger(n) && n >= 1;
  if (!whole(rank)) return `名次应为 1、2、3……的整数，这里是 ${rank}`;
  if (population === undefined) return undefined;
  if (!whole(population)) return `参加排名的个数应为正整数，这里是 ${population}`;
  return rank > population ? `名次 ${rank} 大于参加排名的个数 ${population}` : undefined;
}

/** What cannot be meant in the measures of one task; paths are below `measures`. */
export function measureProblems(
  measures: readonly Measure[],
): readonly { readonly path: (string | number)[]; readonly message: string }[] {
  return measures.flatMap((measure, i) => {
    const fault = (key: string, message: string) => [{ path: [i, key], message }];
    const { id, by } = measure;
    if (measures.findIndex((other) => other.id === id) !== i) {
      return fault('id', `指标的标识“${id}”重复，请改用别的标识`);
    }
    if (!isRealDay(by)) return fault('by', `没有 ${by} 这一天，请核对日期`);
    if (measure.kind === 'rank') {
      const { rank, population } = measure;
      if (population === undefined || rank <= population) return [];
      return fault('rank', `要求的名次 ${rank} 大于参加排名的个数 ${population}，请改正`);
    }
    const { from } = measure;
    if (from === undefined) return [];
    if (!isRealDay(from)) return fault('from', `没有 ${from} 这一天，请核对日期`);
    return from < by ? [] : fault('from', `起算日 ${from} 不早于期限 ${by}，请改正`);
  });
}

function fine(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}

function points(share: number): number {
  return Math.round(share * 1e3) / 10;
}
