import { campaignProcess } from '../../domain/ids.ts';
import { dayOf } from '../../domain/instant.ts';
import type { Move, Reorganise } from '../../domain/reorganiseMessages.ts';
import { didYouMean } from '../../domain/spelling.ts';
import { namesOfUnit, type Unit } from '../../domain/unit.ts';
import { tasksOf, unitsOf, type TaskRow } from '../../store/campaigns.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorIn, attempt } from './actor.ts';
import { chosenTasks } from './bulkChoice.ts';
import { listDigest, takenBefore } from './confirmed.ts';
import { take } from './decisions.ts';
import { lineNow, unitNamed } from './find.ts';
import { calendarNow, standingOf, type CalendarNow } from './standing.ts';

type Input = TakenOf<'previewReorganisation'>;
type Preview = OutputOf<'previewReorganisation'>;

/** What a reorganisation would come to: who is new, which tasks move, how many obligations. Nothing is written. */
export async function previewReorganisation(service: Service, input: Input): Promise<Preview> {
  return (await previewed(service, await calendarNow(service, input.campaign), input)).preview;
}

/** 机构调整: as it was previewed, or not at all. */
export async function reorganise(
  service: Service,
  input: TakenOf<'reorganise'>,
  actor: string,
): Promise<OutputOf<'reorganise'>> {
  const { requestId, confirm, reason, what } = input;
  return attempt(service, { actor, act: 'reorganise', subject: input.campaign }, async () => {
    if (reason.trim() === '') refuse('reason-missing', { act: '机构调整' });
    const present = await calendarNow(service, input.campaign);
    const process = campaignProcess(present.id);
    const by = await actorIn(service.pool, present.id, actor);
    const subject = { process, zone: present.context.calendar.zone, by };
    const earlier = await takenBefore<Reorganise>(
      ...([service.pool, process, requestId] as const),
      (told) =>
        told.kind === 'reorganise' &&
        told.reason === reason &&
        digestOf(present.id, told.what, told) === confirm,
    );
    if (earlier) {
      const preview = await previewOf(service, present, input, earlier, []);
      return { ...preview, requestId, repeated: true };
    }
    const { preview, ordered } = await previewed(service, present, input);
    if (preview.digest !== confirm) refuse('bulk-unseen', { confirm });
    const content = { kind: 'reorganise', what, reason, ...ordered };
    const done = await take(service, { act: 'reorganise', requestId }, subject, content);
    return { ...preview, requestId, repeated: done.repeated };
  });
}

interface Ordered {
  readonly units: readonly Unit[];
  readonly moves: readonly Move[];
}

async function previewed(service: Service, present: CalendarNow, input: Input) {
  const { id } = present;
  const known = await unitsOf(service.pool, id);
  const rows = await tasksOf(service.pool, id);
  const held = await holdings(service, present);
  const units = unitsFor(input, known, dayOf(present.now, present.context.calendar.zone));
  const all = [...known.filter((unit) => !units.some((own) => own.id === unit.id)), ...units];
  const moves = input.what === 'rename' ? [] : movesOf(input, all, rows, held);
  const ordered: Ordered = { units, moves };
  return { ordered, preview: await previewOf(service, present, input, ordered, held) };
}

/** What each unit holds in a task: open and judged obligations. */
interface Holding {
  readonly task: string;
  readonly unit: string;
  readonly open: number;
  readonly judged: number;
}

async function holdings(service: Service, present: CalendarNow): Promise<readonly Holding[]> {
  const { tasks, context } = await standingOf(service, present);
  return tasks.flatMap(({ task, state }) => {
    if (state.ended || state.closed) return [];
    const found = new Map<string, { open: number; judged: number }>();
    for (const { key, party } of lineNow({ input: { context, task }, state }).obligations) {
      const settled = state.entries[key]?.verdict !== undefined;
      for (const unit of party.members) {
        const own = found.get(unit) ?? { open: 0, judged: 0 };
        found.set(unit, own);
        own[settled ? 'judged' : 'open'] += 1;
      }
    }
    return [...found].map(([unit, counts]) => ({ task: task.key, unit, ...counts }));
  });
}

/** Those that are new or take another name. */
function unitsFor(
  { what, from, to }: Input,
  known: readonly Unit[],
  today: string,
): readonly Unit[] {
  if (what === 'rename') {
    const [old = '', next = ''] = [from[0], to[0]];
    const unit = unitIn(known, old);
    if (from.length > 1 || to.length > 1) {
      refuse('reorganise-unclear', { problem: '更名一次只能写一个单位和一个新名称' });
    }
    if (unitNamed(known, next) !== undefined) {
      refuse('reorganise-unclear', { problem: `名录中已有单位“${next}”` });
    }
    const formerly = [...(unit.formerly ?? []), { name: unit.name, until: today }];
    return [{ ...unit, name: next, formerly, aliases: [...unit.aliases, unit.name] }];
  }
  if (what === 'merge' && to.length > 1) {
    refuse('reorganise-unclear', { problem: '合并后只能是一个单位' });
  }
  if (what !== 'merge' && from.length > 1) {
    refuse('reorganise-unclear', { problem: '一次只能写一个原承办单位' });
  }
  const strange = what === 'transfer' ? to.find((name) => !unitNamed(known, name)) : undefined;
  if (strange !== undefined) {
    const hint = didYouMean(strange, known.flatMap(namesOfUnit));
    const problem = `名录中没有接办单位“${strange}”${hint}；任务只能移交给名录中的单位`;
    refuse('reorganise-unclear', { problem });
  }
  let last = Math.max(0, ...known.map(({ id }) => Number(id.slice(1))));
  return to.flatMap((name): Unit[] => {
    if (unitNamed(known, name) !== undefined) return [];
    last += 1;
    const id = `u${String(last).padStart(3, '0')}`;
    return [{ id, name, aliases: [], reporter: '联络员', head: '主要负责人' }];
  });
}

function unitIn(units: readonly Unit[], name: string): Unit {
  return (
    unitNamed(units, name) ?? refuse('reorganise-unclear', { problem: `名录中没有单位“${name}”` })
  );
}

function movesOf(
  { what, from, to, tasks }: Input,
  units: readonly Unit[],
  rows: readonly TaskRow[],
  held: readonly Holding[],
): readonly Move[] {
  const heldBy = (unit: string) => held.filter((own) => own.unit === unit).map(({ task }) => task);
  const ids = to.map((name) => unitIn(units, name).id);
  if (what === 'merge') {
    return from.flatMap((name) => {
      const { id } = unitIn(units, name);
      const own = heldBy(id);
      return ids.includes(id) || own.length === 0 ? [] : [{ from: id, to: ids, tasks: own }];
    });
  }
  const source = unitIn(units, from[0] ?? '').id;
  const own = heldBy(source);
  if (what === 'transfer') {
    if (tasks !== undefined && !Array.isArray(tasks)) {
      refuse('reorganise-unclear', { problem: '移交的任务应写成一列编号' });
    }
    const chosen = tasks === undefined ? undefined : chosenTasks(rows, { tasks });
    const moved = own.filter((task) => chosen?.has(task) ?? true);
    const strange = [...(chosen ?? [])].filter((task) => !own.includes(task));
    if (strange.length > 0) {
      const problem = `${from[0] ?? ''}不承担任务 ${strange.join('、')}`;
      refuse('reorganise-unclear', { problem });
    }
    return moved.length === 0 ? [] : [{ from: source, to: ids, tasks: moved }];
  }
  return splitMoves(source, own, units, rows, tasks);
}

/** 拆分: every task of the old unit must be given to one of the new. */
function splitMoves(
  source: string,
  own: readonly string[],
  units: readonly Unit[],
  rows: readonly TaskRow[],
  tasks: Input['tasks'],
): readonly Move[] {
  if (tasks === undefined || Array.isArray(tasks)) {
    return refuse('reorganise-unclear', { problem: '拆分须写明每个新单位承接哪些任务' });
  }
  const named = (keys: readonly string[]) =>
    keys.map((key) => rows.find((row) => row.key === key)?.plan.no ?? key).join('、');
  const moves = Object.entries(tasks).map(([name, keys]) => {
    const given = [...chosenTasks(rows, { tasks: keys })];
    return { from: source, to: [unitIn(units, name).id], tasks: given };
  });
  const given = moves.flatMap((move) => move.tasks);
  const twice = given.filter((task, i) => given.indexOf(task) !== i);
  if (twice.length > 0) {
    refuse('reorganise-unclear', { problem: `任务 ${named(twice)} 写给了不止一个单位` });
  }
  const left = own.filter((task) => !given.includes(task));
  if (left.length > 0) {
    refuse('reorganise-unclear', { problem: `任务 ${named(left)} 没有写明由谁承接` });
  }
  const strange = given.filter((task) => !own.includes(task));
  if (strange.length > 0) {
    refuse('reorganise-unclear', { problem: `原单位不承担任务 ${named(strange)}` });
  }
  return moves.filter((move) => move.to[0] !== source);
}

function digestOf(campaign: string, what: string, { units, moves }: Ordered): string {
  return listDigest([campaign, what, units, moves]);
}

async function previewOf(
  { pool }: Service,
  { id }: CalendarNow,
  { what }: Input,
  { units, moves }: Ordered,
  held: readonly Holding[],
): Promise<Preview> {
  const [known, rows] = [await unitsOf(pool, id), await tasksOf(pool, id)];
  const nameOf = (unit: string) =>
    [...units, ...known].find((own) => own.id === unit)?.name ?? unit;
  const counted = (move: Move, what: 'open' | 'judged') =>
    held
      .filter(({ unit, task }) => unit === move.from && move.tasks.includes(task))
      .reduce((sum, own) => sum + own[what], 0);
  return {
    ...{ campaign: id, what },
    digest: digestOf(id, what, { units, moves }),
    units: units.map((unit) => ({
      ...{ id: unit.id, name: unit.name },
      was: known.find((own) => own.id === unit.id)?.name ?? null,
    })),
    moves: moves.map((move) => ({
      ...{ from: nameOf(move.from), to: move.to.map(nameOf) },
      tasks: move.tasks.map((task) => {
        const plan = rows.find(({ key }) => key === task)?.plan;
        return { task, no: plan?.no ?? null, title: plan?.title ?? plan?.content ?? task };
      }),
      ...{ open: counted(move, 'open'), judged: counted(move, 'judged') },
    })),
  };
}
