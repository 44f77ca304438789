import { noticeId } from '../../domain/proofChain.ts';
import { noticeWords, recipientWords, type Names } from '../../domain/words.ts';
import { momentShort } from '../../domain/timeWords.ts';
import { noticesOf } from '../../store/deskMatters.ts';
import {
  groundsOfGates,
  standsOf,
  type GroundRow,
  type StandRow,
} from '../../store/deskGrounds.ts';
import { toldAbout, type TalkRow, type ToldRow } from '../../store/deskTalks.ts';
import { taskProcess } from '../../domain/ids.ts';
import { filesNamed } from '../../domain/evidenceList.ts';
import { newestOfActs } from '../../store/actEvidence.ts';
import { newestEvidence } from '../../store/evidenceFiles.ts';
import { sha256 } from '../../store/ledger.ts';
import type { Db } from '../../store/pool.ts';
import type { Gate } from '../deskAnswers.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { behindWords, countedByAll, metWords, stepsTold } from './deskBehind.ts';
import { actorName } from './deskGate.ts';
import { conditionsOf, TALK_PHASES_WORDS, tasksOfTalks } from './deskTalk.ts';
import { EMPTY_CALENDAR } from './deskUnits.ts';
import { inOrder, waitingIn } from './deskWaiting.ts';
import { brief, dayLine, markOf } from './deskWords.ts';
import { evidenceIn } from './evidenceShown.ts';
import { sharedRead } from './shareReads.ts';
import { namesFor, runningCampaigns, type RunningCampaign } from './deskWorld.ts';

type View = OutputOf<'listGates'>;
type Card = View['gates'][number];
const MOST = 30;
const EVIDENCE = 4;

/** 三十秒: what waits for a leader, each to be read in half a minute. */
export async function listGates(
  service: Service,
  input: TakenOf<'listGates'>,
  actor: string,
): Promise<View> {
  const running = await runningCampaigns(service, input.campaign, actor);
  const key = `gates/${actor}/${running.map(({ id }) => id).join()}`;
  const found = await sharedRead(service.pool, key, () =>
    Promise.all(running.map((world) => cardsIn(service, world, actor))),
  );
  const [first] = running;
  const now = first?.now ?? (await nowOf(service, service.pool));
  const calendar = first?.calendar ?? EMPTY_CALENDAR;
  const gates = inOrder(found.flatMap(({ cards }) => cards)) as readonly Card[];
  return {
    ...{ now, zone: calendar.zone, day: dayLine({ now, calendar }) },
    who: actorName(actor, { units: [] }),
    total: found.reduce((sum, { total }) => sum + total, 0),
    gates: [...gates],
  };
}

interface About {
  readonly gate: Gate;
  readonly talk: TalkRow | undefined;
  readonly obligations: readonly { readonly process: string; readonly obligation: string }[];
  readonly processes: readonly string[];
}

async function cardsIn(
  service: Service,
  world: RunningCampaign,
  actor: string,
): Promise<{ readonly cards: readonly Card[]; readonly total: number }> {
  const { pool } = service;
  const here = await waitingIn(service, world, actor, { limit: MOST });
  const abouts = here.gates.slice(0, MOST).map((gate) => aboutOf(world, gate, here.talks));
  const [late, notices, files] = await Promise.all([
    latenessFor(pool, world.id, abouts),
    noticesOf(pool, [...new Set(abouts.flatMap(({ processes }) => processes))], EVIDENCE),
    filesFor(pool, world.id, abouts),
  ]);
  const names = await namesFor(pool, world, [
    ...tasksOfTalks(here.talks),
    ...abouts.flatMap(({ gate }) => (gate.task ? [gate.task.key] : [])),
  ]);
  const cards = abouts.map((about, n) => {
    const own = notices.filter(({ process }) => about.processes.includes(process));
    return cardOf(world, about, {
      lateness: late[n] ?? NOT_LATE,
      notices: own,
      names,
      files: files[n] ?? [],
    });
  });
  const total = [...here.counts.values()].reduce((sum, { count }) => sum + count, 0);
  return { cards, total };
}

/** What a gate rests on: the obligations of its grounds, or its own. */
function aboutOf(world: RunningCampaign, gate: Gate, talks: readonly TalkRow[]): About {
  const talk = talks.find(({ process }) => process === gate.id);
  const process = talk?.process ?? (gate.task ? taskProcess(world.id, gate.task.key) : undefined);
  const obligations = talk
    ? talk.groundKeys.map((key) => {
        const [task = '', ...rest] = key.split('/');
        return { process: taskProcess(world.id, task), obligation: rest.join('/') };
      })
    : obligationIn(gate, process);
  const all = [...(process ? [process] : []), ...obligations.map((one) => one.process)];
  return { gate, talk, obligations, processes: [...new Set(all)].slice(0, 5) };
}

/** What a gate about lateness rests on, as the register has it by now. */
interface Lateness {
  readonly grounds: readonly GroundRow[];
  readonly stands: readonly StandRow[];
  readonly told: readonly ToldRow[];
}

const NOT_LATE: Lateness = { grounds: [], stands: [], told: [] };

async function latenessFor(
  db: Db,
  campaign: string,
  abouts: readonly About[],
): Promise<readonly Lateness[]> {
  const asked = abouts.flatMap((about, gate) =>
    ABOUT_LATENESS.includes(about.gate.kind) ? [{ gate, ...mattered(about) }] : [],
  );
  const grounds = await groundsOfGates(db, asked);
  const counted = asked.flatMap(({ gate }) =>
    countedByAll(grounds.filter((one) => one.gate === gate)).map((one) => ({ ...one, gate })),
  );
  const [stands, told] = await Promise.all([
    standsOf(db, campaign, counted),
    toldAbout(db, counted),
  ]);
  return abouts.map((_, n) => ({
    grounds: grounds.filter(({ gate }) => gate === n),
    stands: stands.filter(({ gate }) => gate === n),
    told: told.filter(({ gate }) => gate === n),
  }));
}

/** What the newest reports on the obligations of each gate name, and what was handed in with the matter itself. */
async function filesFor(
  db: Db,
  campaign: string,
  abouts: readonly About[],
): Promise<readonly Card['files'][]> {
  const asked = abouts.flatMap(({ obligations }, gate) =>
    obligations.map((one) => ({ ...one, gate })),
  );
  const named = (await newestEvidence(db, asked)).map((one) => ({
    ...one,
    of: asked[one.n]?.gate,
  }));
  const acts = await newestOfActs(db, abouts.map(mattered));
  const handed = acts.map(({ n, unit, evidence }) => ({
    ...{ of: n, unit, evidence: filesNamed(evidence) },
  }));
  const all = [...handed, ...named];
  const shown = await evidenceIn(db, campaign, all);
  return abouts.map((_, gate) => once(all.filter(({ of }) => of === gate).flatMap(shown)));
}

/** The matter, or the interview, whose own papers a gate rests on. */
function mattered({ gate: { id }, talk }: About) {
  if (talk !== undefined) return { process: talk.process, matter: null };
  const [process = '', ...matter] = id.split('#');
  return { process, matter: matter.join('#') };
}

/** The same file may be named twice. */
function once(files: Card['files']): Card['files'] {
  return files.filter(
    ({ name, sha256: own }, i) =>
      files.findIndex((one) => one.sha256 === own && one.name === name) === i,
  );
}

const ABOUT_LATENESS: readonly Gate['kind'][] = ['interview', 'escalation'];

function cardOf(
  world: RunningCampaign,
  { gate, talk }: About,
  found: {
    readonly lateness: Lateness;
    readonly notices: Awaited<ReturnType<typeof noticesOf>>;
    readonly names: Names;
    readonly files: Card['files'];
  },
): Card {
  const { grounds, stands, told } = found.lateness;
  const met = metWords(grounds, found.names);
  const isLate = ABOUT_LATENESS.includes(gate.kind);
  const { zone } = world.calendar;
  const shown = [...found.notices].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, EVIDENCE);
  const [proof] = shown;
  const task = gate.task;
  return {
    ...gate,
    mark: isLate ? markOf('raised') : gate.mark,
    what: brief(gate.title),
    whom: gate.unit?.name ?? '',
    late: isLate ? behindWords(world, stands) : '',
    whyNow: [
      ...(met.length > 0 || talk === undefined ? met : conditionsOf(world)),
      ...gate.why.facts.slice(0, 4).map((fact) => brief(fact)),
      ...(isLate ? stepsTold(world, told) : []),
    ],
    asked: askedWords(gate, talk),
    evidence: [
      ...shown.map((notice) => ({
        words: brief(
          `${momentShort(notice.at, world.now, zone)} ${noticeWords(notice, found.names).title}（送${recipientWords(notice.recipient, found.names)}）`,
        ),
        target: { kind: 'notice' as const, campaign: world.id, id: noticeId(notice.key, sha256) },
      })),
      ...(task === null
        ? []
        : [
            {
              words: '任务全程',
              target: { kind: 'task' as const, campaign: world.id, id: task.key },
            },
          ]),
    ],
    files: found.files,
    statement: statementOf(world, talk),
    proof: proof === undefined ? null : noticeId(proof.key, sha256),
  };
}

function obligationIn(gate: Gate, process: string | undefined) {
  const fields = gate.acts[0]?.input['fields'] as Readonly<Record<string, unknown>> | undefined;
  const obligation = fields?.['obligation'];
  return process !== undefined && typeof obligation === 'string' ? [{ process, obligation }] : [];
}

function askedWords(gate: Gate, talk: TalkRow | undefined): string {
  if (talk !== undefined) return TALK_PHASES_WORDS[talk.phase]?.asks ?? gate.kindWords;
  if (gate.kind === 'bulletin') return '请签发，或退回修改';
  if (gate.kind === 'item') return '请决定是否立项';
  const acts = gate.acts.map(({ label }) => label).join('，或');
  return acts === '' ? gate.kindWords : `请决定：${acts}`;
}

function statementOf(
  { now, calendar }: RunningCampaign,
  talk: TalkRow | undefined,
): Card['statement'] {
  const said = talk?.statement ?? null;
  if (said === null) return null;
  return {
    at: said.at,
    words: `${momentShort(said.at, now, calendar.zone)} 单位说明`,
    text: brief(said.text, 400),
  };
}
