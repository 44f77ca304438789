import type { InterviewInput } from '../../domain/interview.ts';
import { talkRule } from '../../domain/interview2Rule.ts';
import type { TalkState } from '../../domain/interview2State.ts';
import { readProcess } from '../../domain/ids.ts';
import { noticeId } from '../../domain/proofChain.ts';
import { momentShort } from '../../domain/timeWords.ts';
import { groundWords, momentWords, type Names } from '../../domain/wordsParts.ts';
import { sha256 } from '../../store/ledger.ts';
import { timelineOf, type TimelineRow } from '../../store/timeline.ts';
import { talksOf, type TalkRow } from '../../store/deskTalks.ts';
import { refuse } from '../faultError.ts';
import { filesOfLines } from './taskFiles.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorIn, nowOf, ZONE } from './actor.ts';
import { foldedProcess } from './foldedProcess.ts';
import { comingDecisions, historyLine } from './history.ts';
import { interviewsSeen } from './seen.ts';
import { personWords } from './deskCalled.ts';
import { groundsWords, talkCard, tasksOfTalks, type Card } from './deskTalk.ts';
import {
  deskCampaign,
  namesFor,
  runningCampaigns,
  unitName,
  type DeskCampaign,
} from './deskWorld.ts';

type Board = OutputOf<'listInterviews'>;
type View = OutputOf<'showInterview'>;
export type Line = View['history'][number];

/** The columns of the board, in the order in which an interview goes through them. */
const COLUMNS: readonly {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly phases: readonly string[];
}[] = [
  {
    id: 'gathering',
    title: '事由汇集',
    hint: '达到制度条件的事由汇集到次一工作日提请',
    phases: ['ground', 'gathering'],
  },
  {
    id: 'proposed',
    title: '待批',
    hint: '批准人决定前，单位不会知道',
    phases: ['proposed', 'sent-back'],
  },
  {
    id: 'arranging',
    title: '安排约谈',
    hint: '批准后定时间地点，送约谈通知书',
    phases: ['approved', 'scheduled'],
  },
  { id: 'minutes', title: '待送纪要', hint: '约谈已进行，纪要送达起算整改时限', phases: ['held'] },
  {
    id: 'rectifying',
    title: '整改',
    hint: '单位报送整改，督查室核实',
    phases: ['rectifying', 'verifying'],
  },
  {
    id: 'unmet',
    title: '整改不到位',
    hint: '由人决定二次约谈或提请移送',
    phases: ['unmet', 'referring'],
  },
  {
    id: 'ended',
    title: '已结束',
    hint: '办结、不批准、失效、撤回或移送',
    phases: [
      ...['closed', 'rejected', 'lapsed', 'withdrawn', 'referred'],
      'not-referred',
      'referral-lapsed',
    ],
  },
];

/** 约谈看板: the interviews by where they stand. */
export async function listInterviews(
  service: Service,
  input: TakenOf<'listInterviews'>,
  actor: string,
): Promise<Board> {
  const running = await runningCampaigns(service, input.campaign, actor);
  const cards = (await Promise.all(running.map((world) => cardsIn(service, world, actor)))).flat();
  const unit = input.unit?.trim();
  const shown = cards.filter(
    (card) =>
      (unit === undefined || unit === '' || [card.unit.id, card.unit.name].includes(unit)) &&
      (input.phase === undefined || input.phase === card.phase),
  );
  const [first] = running;
  return {
    now: first?.now ?? (await nowOf(service, service.pool)),
    zone: first?.calendar.zone ?? ZONE,
    total: shown.length,
    columns: COLUMNS.map(({ phases, ...column }) => {
      const own = shown.filter(({ phase }) => phases.includes(phase));
      return { ...column, count: own.length, cards: own };
    }),
  };
}

async function cardsIn(service: Service, world: DeskCampaign, actor: string): Promise<Card[]> {
  const { pool } = service;
  const all = await talksOf(pool, [world.id]);
  const seen = new Set(
    (await interviewsSeen(pool, world.id, actor, all)).map((one) => one.process),
  );
  const rows = all.filter(({ process }) => seen.has(process));
  const names = await namesFor(pool, world, tasksOfTalks(rows));
  return rows.map((row) => talkCard(world, row, names, actor));
}

/** One interview: what its notice says, everything that was recorded, what comes next if nobody acts. */
export async function showInterview(
  service: Service,
  input: TakenOf<'showInterview'>,
  actor: string,
): Promise<View> {
  const { pool } = service;
  const unknown = () => refuse('process-unknown', { process: input.process });
  const found = readProcess(input.process);
  if (found?.kind !== 'interview') return unknown();
  const world = await deskCampaign(service, found.campaign);
  const all = await talksOf(pool, [world.id], { process: input.process });
  const [seen] = await interviewsSeen(pool, world.id, actor, all);
  const row = all.find(({ process }) => process === seen?.process);
  const own = await foldedProcess(pool, input.process);
  if (row === undefined || own === undefined) return unknown();
  const by = await actorIn(pool, world.id, actor);
  const names = await namesFor(pool, world, tasksOfTalks([row]));
  const history = await timelineOf(pool, input.process);
  const isUnit = by.startsWith('unit:');
  const filesOf = await filesOfLines(pool, world.id, history, actor);
  const last = (type: string, words: string) => handedIn(world, history, { type, words }, filesOf);
  const lines = history
    .filter(
      ({ kind, recipient }) => !isUnit || kind === 'fact' || recipient?.startsWith(found.unit),
    )
    .map((line) => ({ ...lineOf(world, names, input.process, line), files: filesOf(line) }));
  return {
    ...talkCard(world, row, names, by),
    ...{ now: world.now, zone: world.calendar.zone },
    notice: noticeFields(world, row, names, {
      input: own.input as InterviewInput,
      state: own.state as TalkState,
    }),
    groundsList: groundsList(world, row, names, history),
    statement: last('statement', '单位说明'),
    rectified: last('rectified', '报送整改'),
    history: lines,
    next: comingDecisions(own.machine, own.state, 3)
      .slice(0, 3)
      .map((decision) => {
        const line = historyLine({ ...decision, process: input.process }, names);
        return { ...line, words: shortAt(world, decision.at), notice: null };
      }),
  };
}

function shortAt({ now, calendar }: DeskCampaign, at: string): string {
  return momentShort(at, now, calendar.zone);
}

/** A line of a history with its moment in words, and what the proof of a notice is asked with. */
export function lineOf(world: DeskCampaign, names: Names, process: string, row: TimelineRow): Line {
  const line = historyLine({ ...row, process }, names);
  const notice = row.kind === 'notice' ? noticeId(row.key, sha256) : null;
  return { ...line, words: shortAt(world, row.at), notice };
}

/** 约谈通知书的十项. What has not been entered yet is null. */
function noticeFields(
  world: DeskCampaign,
  row: TalkRow,
  names: Names,
  { input, state }: { readonly input: InterviewInput; readonly state: TalkState },
): View['notice'] {
  const interview = input.context.regime.interview;
  const rule = interview && talkRule(interview);
  const { meeting } = state;
  const at = meeting === undefined ? null : momentWords(meeting.at, names);
  const bring = meeting?.bring ?? rule?.bring ?? [];
  const interviewer = meeting?.interviewer ?? rule?.interviewer;
  const fields: readonly (readonly [string, string | null])[] = [
    ['文号', meeting?.number ?? null],
    ['被约谈单位', unitName(world, row.unit)],
    ['被约谈人', '主要负责人（本人到场）'],
    ['约谈人', interviewer === undefined ? null : personWords(interviewer, names)],
    ['约谈时间', at],
    ['约谈地点', meeting?.place ?? null],
    ['约谈事由', groundsWords(row, names)],
    ['依据', `${world.context.regime.title}第${input.context.regime.version}版`],
    ['须带材料', bring.length === 0 ? null : bring.join('；')],
    ['联系人', meeting?.contact ?? rule?.contact ?? null],
  ];
  return fields.map(([label, value]) => ({ label, value }));
}

function groundsList(
  world: DeskCampaign,
  { groundKeys }: TalkRow,
  names: Names,
  history: readonly TimelineRow[],
): View['groundsList'] {
  const taken = history.filter(({ kind, type }) => kind === 'fact' && type === 'ground');
  return groundKeys.map((key, n) => {
    const [task = ''] = key.split('/');
    const fact = taken[n];
    return {
      task,
      no: null,
      title: names.task(task),
      words: groundWords(key, names),
      at: fact?.at ?? world.now,
      target: { kind: 'task', campaign: world.id, id: task },
    };
  });
}

/** What the unit has handed in last of a kind. */
function handedIn(
  world: DeskCampaign,
  history: readonly TimelineRow[],
  { type, words }: { readonly type: string; readonly words: string },
  filesOf: Awaited<ReturnType<typeof filesOfLines>>,
): View['statement'] {
  const fact = history.findLast((one) => one.kind === 'fact' && one.type === type);
  if (fact === undefined) return null;
  const { at, payload } = fact;
  const text = typeof payload['text'] === 'string' ? payload['text'] : '';
  return { at, words: `${shortAt(world, at)} ${words}`, text, files: filesOf(fact) };
}
