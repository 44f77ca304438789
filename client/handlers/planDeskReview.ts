import { fieldParts, fieldWords, type Doubt } from '../../importers/doubtsKinds.ts';
import { sourceText } from '../../importers/doubtsPlace.ts';
import { sourceWindow } from '../../importers/doubtsSource.ts';
import type { Answer } from '../../importers/reviewFile.ts';
import { assignmentsText, deadlinesText, fieldText } from '../../importers/reviewWords.ts';
import { correctionsOfDesks } from '../../store/planDesks.ts';
import { Correction } from '../corrections.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { plainWords } from '../plainWords.ts';
import { KIND_NAMES } from '../reviewKinds.ts';
import { answersSaid, saidLastTime, type Said } from '../reviewSaid.ts';
import type { Service } from '../service.ts';
import { changeDesk, deskFor, workerOf, type Desk } from './planDeskFind.ts';

type Line = OutputOf<'listDeskDoubts'>['doubts'][number];

/** The newest corrections of this office. */
const REMEMBERED = 2_000;

async function correctionsOf(service: Service): Promise<readonly Correction[]> {
  const found = await correctionsOfDesks(service.pool, REMEMBERED);
  return found.flatMap((one) => Correction.safeParse(one).data ?? []);
}

/** Doubts in the order of the queue: those that a start waits for first, then as they stand in the document. */
export async function listDeskDoubts(
  service: Service,
  { desk: id, state, kind, after, limit }: TakenOf<'listDeskDoubts'>,
): Promise<OutputOf<'listDeskDoubts'>> {
  const desk = await deskFor(service, id);
  const { reviewed, row } = desk;
  const answers = new Map<string, Answer>([
    ...reviewed.closed.map(({ doubt, answer }) => [doubt.id, answer] as const),
    ...reviewed.open.flatMap(({ id: open, asked }) => (asked ? [[open, asked] as const] : [])),
  ]);
  const wanted = new Set(
    state === 'open'
      ? reviewed.open.map((doubt) => doubt.id)
      : reviewed.closed.map(({ doubt }) => doubt.id),
  );
  const all = ranked(desk.doubts).filter(
    ({ doubt }) => wanted.has(doubt.id) && (kind === undefined || doubt.kind === kind),
  );
  const page = all.filter(({ rank }) => rank > after).slice(0, limit);
  const last = page.at(-1);
  const corrections = await correctionsOf(service);
  const source = sourceText(desk.reading.draft);
  return {
    ...{ version: row.version, total: all.length },
    next: last !== undefined && all.at(-1) !== last ? last.rank : null,
    doubts: page.map(({ doubt, rank }): Line => {
      const answer = answers.get(doubt.id);
      return {
        ...lineOf(doubt, rank),
        source: sourceWindow(source, desk.reading.draft, doubt),
        remembered: saidLastTime(corrections, desk.reading.draft, doubt) ?? null,
        answer: answer === undefined ? null : answerOf(answer),
      };
    }),
  };
}

const SECOND = 1_000_000;

function ranked(doubts: readonly Doubt[]) {
  return doubts
    .map((doubt, i) => ({ doubt, rank: doubt.required ? i : i + SECOND }))
    .sort((a, b) => a.rank - b.rank);
}

function lineOf(doubt: Doubt, rank: number): Omit<Line, 'source' | 'remembered' | 'answer'> {
  const { id, kind, where, required, acceptable, printed, proposal, reason, confidence } = doubt;
  const field = fieldWords(doubt);
  return {
    ...{ id, rank, kind, where, field, required, acceptable, printed, confidence },
    reason: plainWords(reason),
    name: KIND_NAMES[kind] ?? `${field}待核`,
    proposal: doubt.field === 'document' ? '' : proposal,
  };
}

function answerOf({ what, value, of, note, by, at }: Answer): NonNullable<Line['answer']> {
  return { what, value: value ?? null, of: of ?? null, note: note ?? null, by, at };
}

/** The tasks as they are read with the answers, a page at a time. */
export async function listDeskTasks(
  service: Service,
  { desk: id, after, limit }: TakenOf<'listDeskTasks'>,
): Promise<OutputOf<'listDeskTasks'>> {
  const { row, reviewed } = await deskFor(service, id);
  const { tasks } = reviewed.draft;
  const doubts = new Map<number, number>();
  for (const { task } of reviewed.open) {
    if (task !== null) doubts.set(task.index, (doubts.get(task.index) ?? 0) + 1);
  }
  const from = after + 1;
  const page = tasks.slice(from, from + limit);
  return {
    ...{ version: row.version, total: tasks.length },
    next: from + page.length < tasks.length ? from + page.length - 1 : null,
    tasks: page.map((task, i) => ({
      ...{ ordinal: from + i, no: task.no, category: task.category, leaders: task.leaders },
      ...{ title: task.title ?? '', content: task.content },
      units: assignmentsText(task.assignments),
      deadlines: deadlinesText(task.deadlines),
      doubts: doubts.get(from + i) ?? 0,
    })),
  };
}

const DID = { accepted: '已接受', corrected: '已更正', asked: '已列为请示' } as const;

/** Keeps what was said about doubts, all or none. */
export async function answerDoubts(
  service: Service,
  input: TakenOf<'answerDoubts'>,
  actor: string,
): Promise<OutputOf<'answerDoubts'>> {
  const all: Said[] = [];
  const what = { actor, act: 'answerDoubts' };
  const { done, after } = await changeDesk(service, input, what, (desk, at) => {
    all.push(...saidIn(desk, input));
    const back = input.answers.filter((one) => one.what === 'withdrawn').map(({ doubt }) => doubt);
    const draft = desk.reading.draft;
    const { answers, corrections } = answersSaid(draft, all, workerOf(service), at);
    const now = new Set([...back, ...answers.map(({ doubt }) => doubt)]);
    const kept = desk.work.answers.filter(({ doubt }) => !now.has(doubt));
    const work = {
      ...desk.work,
      answers: [...kept, ...answers],
      corrections: [...desk.work.corrections, ...corrections].slice(-REMEMBERED),
    };
    const before = desk.work.answers.filter(({ doubt }) => now.has(doubt)).slice(0, 100);
    const detail = {
      answers: answers.slice(0, 100),
      count: answers.length,
      withdrawn: back,
      before,
    };
    return { work, detail, words: didWords(all, back.length) };
  });
  return { ...done, nowRead: all.flatMap((said) => nowRead(after, said)).slice(0, 50) };
}

function didWords(all: readonly Said[], back: number): string {
  const counts = (Object.keys(DID) as (keyof typeof DID)[]).flatMap((what) => {
    const count = all.filter((one) => one.what === what).length;
    return count === 0 ? [] : [`${DID[what]} ${count} 处`];
  });
  return `${[...counts, ...(back > 0 ? [`已撤回 ${back} 处`] : [])].join('，')}。`;
}

function saidIn(
  { doubts, reviewed }: Desk,
  { answers, acceptKinds }: TakenOf<'answerDoubts'>,
): readonly Said[] {
  const byId = new Map(doubts.map((doubt) => [doubt.id, doubt]));
  const known = (id: string) =>
    byId.get(id) ??
    refuse('answer-invalid', { doubt: id, detail: '没有这一处疑点，请刷新后再看。' });
  const single = answers.flatMap(({ doubt, what, value, of, note }): Said[] => {
    const found = known(doubt);
    return what === 'withdrawn' ? [] : [{ doubt: found, what, value, of, note }];
  });
  const named = new Set(answers.map(({ doubt }) => doubt));
  const every = reviewed.open.filter(
    ({ id, kind }) => acceptKinds.includes(kind) && !named.has(id),
  );
  const said = [...single, ...every.map((doubt): Said => ({ doubt, what: 'accepted' }))];
  if (said.length + named.size === 0) refuse('content-missing', { what: '核对意见' });
  return said;
}

/** How a corrected field of a task is read now: what was written may mean something else than was thought. */
function nowRead(
  { reviewed }: Desk,
  { doubt, what }: Said,
): readonly OutputOf<'answerDoubts'>['nowRead'][number][] {
  const task = what === 'corrected' ? reviewed.draft.tasks[doubt.task?.index ?? -1] : undefined;
  if (task === undefined) return [];
  const { base } = fieldParts(doubt.field);
  const words = `${doubt.where}　${fieldWords(doubt)}现读作　${fieldText(task, base)}`;
  return [{ doubt: doubt.id, words }];
}
