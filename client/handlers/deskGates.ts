import { noticeId } from '../../domain/proofChain.ts';
import { noticeWords, recipientWords, type Names } from '../../domain/words.ts';
import { term } from '../../domain/terms.ts';
import { momentShort } from '../../domain/timeWords.ts';
import { noticesOf } from '../../store/deskMatters.ts';
import { toldAbout, type TalkRow } from '../../store/deskTalks.ts';
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
  const [told, notices, files] = await Promise.all([
    toldAbout(
      pool,
      abouts.flatMap(({ obligations }, gate) => obligations.map((one) => ({ ...one, gate }))),
    ),
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
      told: told.filter(({ gate }) => gate === n),
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
  const [process = '', matter = ''] = id.split('#');
  return talk === undefined ? { process, matter } : { process: talk.process, matter: null };
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
  { gate, talk, obligations }: About,
  found: {
    readonly told: Awaited<ReturnType<typeof toldAbout>>;
    readonly notices: Awaited<ReturnType<typeof noticesOf>>;
    readonly names: Names;
    readonly files: Card['files'];
  },
): Card {
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
    late: isLate ? lateWords(obligations) : '',
    whyNow: [
      ...(talk === undefined ? [] : conditionsOf(world)),
      ...gate.why.facts.slice(0, 4).map((fact) => brief(fact)),
      ...(isLate ? stepsTold(world, found.told) : []),
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

/** `提醒 2 次、催办 2 次、督办函 1 次，均已送达收件箱` */
function stepsTold(
  { regime }: RunningCampaign,
  told: readonly { readonly step: string; readonly count: number }[],
): string[] {
  if (told.length === 0) return [];
  const byKind = new Map<string, number>();
  for (const { step, count } of told) {
    const kind = regime.ladder.find(({ id }) => id === step)?.step ?? step;
    byKind.set(kind, (byKind.get(kind) ?? 0) + count);
  }
  const nameOf = (kind: string) => (kind === 'interview' ? '提请约谈' : term(kind));
  const words = [...byKind].map(([kind, count]) => `${nameOf(kind)} ${count} 次`).join('、');
  return [`${words}，均已送达收件箱`];
}

function lateWords(obligations: readonly { readonly obligation: string }[]): string {
  const periods = new Set(obligations.map(({ obligation }) => obligation.split('/')[1]));
  return obligations.length === 0 ? '' : `${obligations.length} 项 ${periods.size} 期未按时报送`;
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
