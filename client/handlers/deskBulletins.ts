import type { Figures, UnitFigures } from '../../domain/campaignMessages.ts';
import { campaignProcess } from '../../domain/ids.ts';
import { dayOf } from '../../domain/instant.ts';
import { timelineOf, type TimelineRow } from '../../store/timeline.ts';
import { deskOf } from '../../domain/access.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf, ZONE } from './actor.ts';
import { campaignNow } from './find.ts';
import { lineOf } from './deskInterviews.ts';
import {
  namedIn,
  paperCard,
  papersOf,
  paperWords,
  type Paper,
  type Printed,
} from './deskPapers.ts';
import {
  deskCampaign,
  namesFor,
  runningCampaigns,
  unitName,
  type DeskCampaign,
} from './deskWorld.ts';

type View = OutputOf<'showBulletin'>;

/** 通报: those of the campaigns that run, the newest first; a draft is seen by the office and by whoever signs it. */
export async function listBulletins(
  service: Service,
  input: TakenOf<'listBulletins'>,
  actor: string,
): Promise<OutputOf<'listBulletins'>> {
  const running = await runningCampaigns(service, input.campaign, actor);
  const found = await Promise.all(
    running.map(async (world) => {
      const papers = await papersIn(service, world);
      return papers
        .filter((paper) => isSeen(paper, actor))
        .map((paper) => paperCard(world, paper, actor));
    }),
  );
  const bulletins = found.flat().sort((a, b) => (a.cutOff.at < b.cutOff.at ? 1 : -1));
  const [first] = running;
  return {
    now: first?.now ?? (await nowOf(service, service.pool)),
    zone: first?.calendar.zone ?? ZONE,
    total: bulletins.length,
    bulletins,
  };
}

function isSeen({ state, rule }: Paper, actor: string): boolean {
  return deskOf(actor) !== 'post' || state.phase === 'issued' || rule.sign.by === actor;
}

async function papersIn({ pool }: Service, world: DeskCampaign): Promise<readonly Paper[]> {
  const [process, history] = await Promise.all([
    campaignNow(pool, world.id),
    timelineOf(pool, campaignProcess(world.id), ['bulletin-issued']),
  ]);
  return papersOf(world, process?.state, issuedIn(history, world.calendar.zone));
}

async function bulletinHistory(
  pool: Service['pool'],
  campaign: string,
): Promise<readonly TimelineRow[]> {
  const rows = await timelineOf(pool, campaignProcess(campaign));
  return rows.filter(({ type, payload }) => type.includes('bulletin') || 'bulletin' in payload);
}

/** What was signed, by key; a number is kept in the state only where a regime knows objections. */
export function issuedIn(
  history: readonly TimelineRow[],
  zone: string,
): ReadonlyMap<string, Printed> {
  return new Map(
    history.flatMap(({ key, at, payload }): [string, Printed][] => {
      const figures = payload['figures'] as Figures | undefined;
      if (!key.startsWith('bulletin-issued:') || figures === undefined) return [];
      const number = payload['number'];
      const given = typeof number === 'number' ? number : null;
      return [
        [key.slice('bulletin-issued:'.length), { figures, number: given, day: dayOf(at, zone) }],
      ];
    }),
  );
}

/** One bulletin: what it counts, whom it names, with the list behind each figure. */
export async function showBulletin(
  service: Service,
  input: TakenOf<'showBulletin'>,
  actor: string,
): Promise<View> {
  const { pool } = service;
  const world = await deskCampaign(service, input.campaign);
  const key = `${input.bulletin}/${input.period}`;
  const papers = await papersIn(service, world);
  const paper = papers.find((one) => one.key === key && isSeen(one, actor));
  if (paper === undefined) {
    return refuse('subject-unclear', { reason: '没有这一期通报', hint: '请从通报列表进入。' });
  }
  const history = await bulletinHistory(pool, world.id);
  const names = await namesFor(pool, world, []);
  const issued = history.find((row) => row.key === `bulletin-issued:${key}`)?.payload;
  const said = namedIn(paper);
  const listed = (name: string, own: readonly string[]) =>
    (issued?.[name] as readonly string[] | undefined) ?? own;
  const figureOf = (unit: string) => paper.figures?.units.find((one) => one.unit === unit);
  const named = (unit: string) => ({
    id: unit,
    name: unitName(world, unit),
    words: figureWords(figureOf(unit)),
    source: sourceOf(paper, unit),
  });
  return {
    ...paperCard(world, paper, actor),
    ...{ now: world.now, zone: world.calendar.zone },
    criticised: listed('criticised', said.criticised).map(named),
    commended: listed('commended', said.commended).map(named),
    lines: [...(paper.figures?.units ?? [])]
      .sort((a, b) => b.missing - a.missing || b.late - a.late || (a.unit < b.unit ? -1 : 1))
      .map((one) => ({
        unit: one.unit,
        name: unitName(world, one.unit),
        counts: countsIn(one),
        words: figureWords(one),
        source: sourceOf(paper, one.unit),
      })),
    history: history
      .filter((row) => row.key.includes(key))
      .map((row) => lineOf(world, names, campaignProcess(world.id), row)),
  };
}

function countsIn({ expected, onTime, late, missing, exempt, pending }: UnitFigures) {
  return { expected, onTime, late, missing, exempt, pending };
}

function figureWords(figures: UnitFigures | undefined): string {
  return figures === undefined ? '' : paperWords(countsIn(figures));
}

/** The list behind a line: what fell due for the unit between the cut-offs. */
function sourceOf({ state, rule }: Paper, unit: string): Record<string, string> {
  const [duty] = rule.duties?.length === 1 ? rule.duties : [];
  return {
    unit,
    dueFrom: state.since,
    dueTo: state.cutOff,
    ...(duty === undefined ? {} : { duty }),
  };
}
