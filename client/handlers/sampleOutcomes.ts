import type { Instant } from '../../domain/instant.ts';
import { momentShort } from '../../domain/timeWords.ts';
import { lotOf } from '../../domain/sampling.ts';
import { insertAudit } from '../../store/audit.ts';
import { findCampaign } from '../../store/campaigns.ts';
import { sha256 } from '../../store/ledger.ts';
import { transaction } from '../../store/pool.ts';
import {
  drawsOf,
  lockDraw,
  outcomesOf,
  receivedScopes,
  sampleNamed,
  type OutcomeRow,
} from '../../store/samples.ts';
import { refuse } from '../faultError.ts';
import type { CheckResult } from '../officeOperations.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorWords, attempt, nowOf } from './actor.ts';
import { campaignFor } from './find.ts';
import { workerOf } from './planDeskFind.ts';
import { scopeWords, verifySample, type Recorded } from './samples.ts';
import { visitNow } from './visit.ts';

type List = OutputOf<'listSamples'>;
type View = OutputOf<'showSample'>;
type Drawn = View['drawn'][number];

const RESULTS: Readonly<Record<CheckResult, string>> = {
  true: '属实',
  partly: '部分属实',
  false: '不属实',
  unclear: '无法核实',
};
const RESULT_ORDER = Object.keys(RESULTS) as readonly CheckResult[];
const WRONG: readonly string[] = ['false', 'partly'];

/** 抽查 of a campaign: what may be drawn from, what was drawn, and how far each was checked. */
export async function listSamples(service: Service, input: TakenOf<'listSamples'>): Promise<List> {
  const { pool } = service;
  const { id, title, context } = await campaignFor(pool, input.campaign);
  const { zone } = context.calendar;
  const [now, scopes, draws, outcomes] = await Promise.all([
    nowOf(service, pool, zone),
    receivedScopes(pool, id),
    drawsOf(pool, id),
    outcomesOf(pool, id),
  ]);
  return {
    ...{ now, zone, campaign: id, title },
    scopes: scopes.map(({ duty, period, received }) => ({
      ...{ duty, period, received },
      words: scopeWords(context, { campaign: id, period, duty }),
    })),
    draws: draws.map(({ actor, detail }) => {
      const recorded = detail as unknown as Recorded;
      const newest = [...newestOf(outcomes, recorded.draw).values()];
      return {
        ...{ draw: recorded.draw, seed: recorded.seed, drawnAt: recorded.drawnAt },
        scope: scopeWords(context, recorded),
        words: momentShort(recorded.drawnAt, now, zone),
        by: actorWords(actor),
        ...{ of: recorded.of.length, drawn: recorded.drawn.length, checked: newest.length },
        wrong: newest.filter(({ result }) => WRONG.includes(result)).length,
      };
    }),
  };
}

/** What stands of each report of a draw: the newest entry. */
function newestOf(outcomes: readonly OutcomeRow[], draw: string): ReadonlyMap<string, OutcomeRow> {
  const own = outcomes.filter((one) => one.draw === draw);
  return new Map(own.toReversed().map((one) => [one.key, one]));
}

/** One draw, made again: each report with its lot, and what was found of it. */
export async function showSample(
  service: Service,
  input: TakenOf<'showSample'>,
  actor: string,
): Promise<View> {
  const { pool } = service;
  const checked = await verifySample(service, input, actor);
  const { campaign, seed, zone, of, drawnAt } = checked;
  const [now, row, outcomes] = await Promise.all([
    nowOf(service, pool, zone),
    findCampaign(pool, campaign),
    outcomesOf(pool, campaign, input.draw),
  ]);
  const drawnKeys = new Set(checked.drawn.map(({ key }) => key));
  const left = of.filter((key) => !drawnKeys.has(key)).map((key) => lotOf(seed, key, sha256));
  const drawn = checked.drawn.map((one, i): Drawn => ({
    ...one,
    place: i + 1,
    lot: lotOf(seed, one.key, sha256).slice(0, LOT),
    outcomes: outcomes.filter(({ key }) => key === one.key).map(outcomeOf(now, zone)),
  }));
  return {
    ...checked,
    title: row?.title ?? campaign,
    words: momentShort(drawnAt, now, zone),
    drawn,
    nextLot: left.toSorted()[0]?.slice(0, LOT) ?? null,
    found: foundWords(drawn.map(({ outcomes: [newest] }) => newest?.result)),
  };
}

/** As much of a lot as tells two apart on paper. */
const LOT = 12;

function outcomeOf(now: Instant, zone: string) {
  return ({ result, note, by, checkedAt }: OutcomeRow): Drawn['outcomes'][number] => ({
    result: result as CheckResult,
    resultWords: RESULTS[result as CheckResult],
    ...{ note, by, at: checkedAt, words: momentShort(checkedAt, now, zone) },
  });
}

/** `已核查 3 份，还有 2 份：属实 2 份，不属实 1 份。` */
export function foundWords(results: readonly (CheckResult | undefined)[]): string {
  const told = results.filter((one) => one !== undefined);
  if (told.length === 0) return `抽中 ${results.length} 份，还没有登记核查结果。`;
  const left = results.length - told.length;
  const counts = RESULT_ORDER.flatMap((result) => {
    const count = told.filter((one) => one === result).length;
    return count === 0 ? [] : [`${RESULTS[result]} ${count} 份`];
  });
  const rest = left === 0 ? '' : `，还有 ${left} 份`;
  return `已核查 ${told.length} 份${rest}：${counts.join('，')}。`;
}

/** 登记抽查结果: kept in the audit beside the draw; a later entry about the same report corrects an earlier one. */
export async function recordSample(
  service: Service,
  input: TakenOf<'recordSample'>,
  actor: string,
): Promise<OutputOf<'recordSample'>> {
  const { pool } = service;
  const { draw, key, result, note, requestId } = input;
  return attempt(service, { actor, act: 'recordSample', subject: `sample/${draw}` }, async () => {
    const recorded = (await sampleNamed(pool, draw))?.detail as unknown as Recorded | undefined;
    if (recorded === undefined || visitNow()?.refuses(recorded.campaign)) {
      return refuse('sample-unknown', { draw });
    }
    if (!recorded.drawn.includes(key)) refuse('sample-not-drawn', { draw, key });
    if (result !== 'true' && note === '') refuse('content-missing', { what: '核查情况' });
    const { context } = await campaignFor(pool, recorded.campaign);
    const at = await nowOf(service, pool, context.calendar.zone);
    const { found, repeated } = await transaction(pool, async (db) => {
      await lockDraw(db, draw);
      const all = await outcomesOf(db, recorded.campaign, draw);
      const known = all.find((one) => one.requestId === requestId);
      if (known !== undefined) return { found: known, repeated: true };
      const own: OutcomeRow = {
        ...{ draw, key, result, note, by: workerOf(service), checkedAt: at, requestId },
      };
      const before = all.find((one) => one.key === key)?.result;
      const detail = { ...own, ...(before === undefined ? {} : { before }) };
      const subject = `campaign/${recorded.campaign}`;
      await insertAudit(db, { at, actor, act: 'recordSample', subject, outcome: 'done', detail });
      return { found: own, repeated: false };
    });
    const same = found.key === key && found.result === result && found.note === note;
    if (!same) refuse('request-reused', { request: requestId });
    const words = `已登记：${RESULTS[result]}${note === '' ? '' : `，${note}`}`;
    return { draw, key, result, words, at: found.checkedAt, repeated };
  });
}
