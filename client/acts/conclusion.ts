import { unitActing } from '../../domain/machine.ts';
import { campaignProcess } from '../../domain/ids.ts';
import { isAdverse } from '../../domain/objection.ts';
import type { Conclusion } from '../../domain/objectionMessages.ts';
import { didYouMean } from '../../domain/spelling.ts';
import { interviewsOf, timelineOf, type TimelineRow } from '../../store/timeline.ts';
import { refuse } from '../faultError.ts';
import { lineNow } from '../handlers/find.ts';
import type { Asking } from './act.ts';

/** Every adverse conclusion 不利结论 about a unit in a task, with the names by which it may be called. */
interface Known {
  readonly names: readonly string[];
  readonly conclusion: Conclusion;
}

/**
 * The conclusion that an objection is against: a judgement by its obligation or period, or `criticised`, `interview`,
 * `listed`, `grade`, `false-report`, or the key of its fact. Of several the newest is meant. Who took part is read from
 * the register, never said by whoever objects.
 */
export async function conclusionFor(asking: Asking, against: string): Promise<Conclusion> {
  const { service, context, now, actor } = asking;
  const unit = unitActing(actor) ?? actor;
  const { pool } = service;
  const campaign = campaignProcess(context.campaign);
  const [own, whole, talks] = await Promise.all([
    timelineOf(pool, now.process),
    timelineOf(pool, campaign),
    interviewsOf(pool, context.campaign, now.input.task.key),
  ]);
  const approved = await Promise.all(
    talks
      .filter((talk) => talk.unit === unit)
      .map(async ({ process }) => ({ process, rows: await timelineOf(pool, process) })),
  );
  const known = [
    ...ofTask(asking, own, unit),
    ...ofCampaign(campaign, whole, unit),
    ...approved.flatMap(({ process, rows }) => ofInterview(process, rows)),
  ];
  const found = known.findLast(({ names }) => names.includes(against));
  if (found) return found.conclusion;
  const names = known.flatMap(({ names: [first, period], conclusion }) =>
    [conclusion.type === 'judged' ? period : first].filter((name) => name !== undefined),
  );
  const hint =
    didYouMean(against, names) || (names.length ? `，可写 ${[...new Set(names)].join('、')}` : '');
  return refuse('conclusion-unknown', { unit, task: now.input.task.key, against, hint });
}

function actors(...values: readonly unknown[]): string[] {
  return [...new Set(values.filter((value): value is string => typeof value === 'string'))];
}

function factsOf(rows: readonly TimelineRow[], ...types: readonly string[]) {
  return rows.filter(({ kind, type }) => kind === 'fact' && types.includes(type));
}

function ofTask({ now, context }: Asking, rows: readonly TimelineRow[], unit: string): Known[] {
  const { process } = now;
  const line = lineNow(now);
  const base = ({ key, at }: TimelineRow) => ({ process, key, at });
  const judged = factsOf(rows, 'judged').flatMap((row): Known[] => {
    const obligation = String(row.payload['obligation']);
    const found = line.byKey.get(obligation);
    const adverse = isAdverse(String(row.payload['verdict']));
    if (!adverse || !found?.party.members.includes(unit)) return [];
    const took = actors(row.payload['by']);
    const conclusion = { ...base(row), type: 'judged' as const, took, obligation };
    return [{ names: [obligation, found.slot.period, row.key], conclusion }];
  });
  const proposers = factsOf(rows, 'listing-proposed').map(({ payload }) => payload['by']);
  const listed = factsOf(rows, 'listed').map((row): Known => {
    const took = actors(row.payload['by'], ...proposers);
    return { names: ['listed', row.key], conclusion: { ...base(row), type: 'listed', took } };
  });
  const reviewers = factsOf(rows, 'closure-reviewed').map(({ payload }) => payload['by']);
  const { adverse = [] } = context.regime.closure ?? {};
  const graded = factsOf(rows, 'closed')
    .filter(({ payload }) => adverse.includes(String(payload['grade'])))
    .map((row): Known => {
      const took = actors(row.payload['by'], ...reviewers);
      return { names: ['grade', row.key], conclusion: { ...base(row), type: 'grade', took } };
    });
  const reported = factsOf(rows, 'false-report')
    .filter(({ payload }) => payload['unit'] === unit)
    .map((row): Known => {
      const took = actors(row.payload['by']);
      const conclusion = { ...base(row), type: 'false-report' as const, took };
      return { names: ['false-report', row.key], conclusion };
    });
  return [...judged, ...listed, ...graded, ...reported];
}

function ofCampaign(process: string, rows: readonly TimelineRow[], unit: string): Known[] {
  return factsOf(rows, 'criticised')
    .filter(({ payload }) => payload['unit'] === unit)
    .map(({ key, at, payload }): Known => {
      const [bulletin, period] = [String(payload['bulletin']), String(payload['period'])];
      const signed = factsOf(rows, 'bulletin-issued').find(
        (row) => row.payload['bulletin'] === bulletin && row.payload['period'] === period,
      );
      const took = actors(signed?.payload['by']);
      const conclusion = { process, key, at, type: 'criticised' as const, took, bulletin, period };
      return { names: ['criticised', key], conclusion };
    });
}

function ofInterview(process: string, rows: readonly TimelineRow[]): Known[] {
  return factsOf(rows, 'approved').map(({ key, at, payload }): Known => {
    const proposers = factsOf(rows, 'proposed').map((row) => row.payload['by']);
    const took = actors(payload['by'], payload['approver'], ...proposers);
    const conclusion = { process, key, at, type: 'interview' as const, took };
    return { names: ['interview', process, key], conclusion };
  });
}
