import { instantOf } from '../../domain/instant.ts';
import { LEVEL_RULES, MARKS, type Level } from '../../domain/standingMark.ts';
import { term } from '../../domain/terms.ts';
import {
  searchCounts,
  searchPage,
  searchTotal,
  type TaskFound,
  type TaskQuery,
} from '../../store/deskTasks.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { unitFor } from './find.ts';
import { tasksSeen } from './seen.ts';
import { cursorOf, markOf, readCursor, whenOf } from './deskWords.ts';
import { deskCampaign, unitName, type DeskCampaign } from './deskWorld.ts';
import { sharedRead } from './shareReads.ts';

type View = OutputOf<'searchTasks'>;
type Line = View['tasks'][number];
type Input = TakenOf<'searchTasks'>;

/** 台账: tasks by filters, sorted, a page at a time, with what each filter would leave. */
export async function searchTasks(service: Service, input: Input, actor: string): Promise<View> {
  const { pool } = service;
  const world = await deskCampaign(service, input.campaign);
  const query = await queryOf(service, world, input, actor);
  const { sort, order, limit } = input;
  const after = readCursor(input.after, ['string', 'number']) as [string, number] | undefined;
  const counted = input.chips === 'true';
  const [rows, counts] = await Promise.all([
    searchPage(pool, query, { sort, order, after, limit }),
    countsOf(service, query, counted),
  ]);
  const last = rows.at(-1);
  return {
    ...{ now: world.now, zone: world.calendar.zone, campaign: world.id, title: world.title },
    ...(world.context.trial === true ? { trial: true as const } : {}),
    total: counts.total,
    next: rows.length === limit && last ? cursorOf([last.place, last.ordinal]) : null,
    tasks: rows.map((row) => lineOf(world, row)),
    chips: chipsOf(world, counts.chips),
  };
}

async function queryOf(
  { pool }: Service,
  world: DeskCampaign,
  input: Input,
  actor: string,
): Promise<TaskQuery> {
  const { unit, role, category, level, verdict, duty, period } = input;
  const { dueFrom, dueTo, leader, state, text } = input;
  const seen = await tasksSeen(pool, world.id, actor);
  return {
    campaign: world.id,
    unit: unit === undefined ? undefined : (await unitFor(pool, world.id, unit)).id,
    ...{ role, category, level, verdict, duty, period, dueFrom, dueTo, leader, state, text, seen },
    ...{ now: world.now, near: world.near, raised: world.raised },
  };
}

const NO_CHIPS = { level: [], verdict: [], category: [], unit: [], leader: [], state: [] };

/** One count for all who look at the same list at once. */
function countsOf({ pool }: Service, query: TaskQuery, counted: boolean) {
  const same = { ...query, now: '', near: '', seen: query.seen ? [...query.seen] : null };
  const key = `${counted ? 'chips' : 'total'}/${JSON.stringify(same)}`;
  return sharedRead(pool, key, async () =>
    counted
      ? searchCounts(pool, query)
      : { total: await searchTotal(pool, query), chips: NO_CHIPS },
  );
}

type Counts = Awaited<ReturnType<typeof searchCounts>>;

const STATES = { running: '办理中', closed: '已销号', ended: '已结束' } as const;
const LEVELS: readonly Level[] = ['raised', 'late', 'near', 'normal'];

function chipsOf(world: DeskCampaign, chips: Counts['chips']): View['chips'] {
  const plain = (list: Counts['chips']['level']) =>
    list.map(({ value, count }) => ({ value, words: value, count }));
  const known = chips.level;
  return {
    level:
      known.length === 0
        ? []
        : LEVELS.map((value) => ({
            value,
            words: MARKS[value].word,
            count: known.find((one) => one.value === value)?.count ?? 0,
          })),
    verdict: chips.verdict.map((one) => ({ ...one, words: term(one.value) })),
    category: plain(chips.category),
    unit: chips.unit.map((one) => ({ ...one, words: unitName(world, one.value) })),
    leader: plain(chips.leader),
    state: chips.state.map((one) => ({ ...one, words: STATES[one.value as keyof typeof STATES] })),
  };
}

function lineOf(world: DeskCampaign, row: TaskFound): Line {
  const { calendar, regime } = world;
  const written = (date: Date) => instantOf(date.getTime(), calendar.zone);
  const named = (role: string) =>
    row.assignments.filter((one) => one.role === role).map(({ unit }) => unit);
  const leads = named('lead');
  const step = regime.ladder.find(({ id }) => id === row.step);
  const open = row.steps.map((id) => {
    const own = regime.ladder.find((one) => one.id === id);
    return own === undefined ? id : (own.title ?? term(own.step));
  });
  const { counts } = row;
  return {
    ...{ key: row.key, no: row.no, ordinal: row.ordinal, title: row.title },
    category: [...row.categories],
    lead: leads.length > 0 ? leads : named('responsible'),
    cooperating: named('cooperating'),
    leaders: [...row.leaders],
    ...{ state: row.state, stateWords: STATES[row.state], mark: markOf(row.level), counts },
    due: row.due === null ? null : whenOf(written(row.due), world),
    reportedAt: row.reportedAt === null ? null : written(row.reportedAt),
    step: row.step === null ? null : (step?.title ?? (step ? term(step.step) : row.step)),
    why: {
      rule: `${MARKS[row.level].word}：${LEVEL_RULES[row.level]}`,
      facts: [
        `应报 ${counts.expected}，按时 ${counts.onTime}，迟报 ${counts.late}，未报 ${counts.missing}`,
        ...(row.owed > 0 ? [`其中 ${row.owed} 项至今没有补报`] : []),
        ...(open.length === 0 ? [] : [`尚未答复：${open.join('、')}`]),
      ],
    },
    target: { kind: 'task', campaign: world.id, id: row.key },
  };
}
