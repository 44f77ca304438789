import { regimesOf, succeededContext } from '../../domain/amendedContext.ts';
import { changeWords, pointWords } from '../../domain/calendarChangeWords.ts';
import { boundaryFault, pendingFault, regimeFault } from '../../domain/campaignRegime.ts';
import type { Context } from '../../domain/context.ts';
import type { Fault } from '../../domain/faults.ts';
import { dayOf } from '../../domain/instant.ts';
import { changeLines, unitsTouched } from '../../domain/pointChange.ts';
import type { Regime } from '../../domain/regime.ts';
import { regimeChange, type RegimePointChange } from '../../domain/regimeChange.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import { fixedDifferences, regimeDifferences, type Difference } from '../../domain/regimeDiff.ts';
import { owedUnderRegime, type RegimeOwed } from '../../domain/regimeOwed.ts';
import { bulletinFault, seamsOf, seamWords } from '../../domain/regimeSeams.ts';
import type { Unit } from '../../domain/unit.ts';
import { tasksOf, unitsOf } from '../../store/campaigns.ts';
import { directoryOf } from '../../store/directories.ts';
import { regimeHash, regimeParties, regimesTold, type RegimeTaken } from '../../store/regimes.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nameOf } from './campaignViews.ts';
import { listDigest } from './confirmed.ts';
import { calendarNow, changesOf, standingOf, type CalendarNow } from './standing.ts';

type Preview = OutputOf<'previewRegime'>;

/** What another regime would change, to the instant; nothing is written. */
export async function previewRegime(
  service: Service,
  input: TakenOf<'previewRegime'>,
): Promise<Preview> {
  return (await previewedRegime(service, input)).preview;
}

/** A preview, and what a publication needs besides. */
export interface PreviewedRegime {
  readonly present: CalendarNow;
  readonly changes: readonly RegimePointChange[];
  readonly owed: RegimeOwed['owed'];
  /** Units that owe nothing before. */
  readonly joining: readonly Unit[];
  readonly preview: Preview;
}

export async function previewedRegime(
  service: Service,
  { campaign, regime, from }: TakenOf<'previewRegime'>,
): Promise<PreviewedRegime> {
  const present = await calendarNow(service, campaign);
  const { id, context, now } = present;
  if (present.campaign.ended) {
    refuse('already-ended', { what: '该专项行动', at: present.campaign.ended.at });
  }
  const old = regimesOf(context).at(-1) ?? context.regime;
  const told = await regimesTold(service.pool, id);
  mustBeNext(context, regime, told);
  refuseIf(boundaryFault(context, from, now) ?? pendingFault(context, now));
  const differences = regimeDifferences(old, regime);
  mustBeChangeable(differences);
  const after = succeededContext(context, [{ from, regime }]);
  refuseIf(bulletinFault(after));
  const { owed } = await owedBy(service, present, old, regime);
  const standing = await standingOf(service, present);
  const { changes, suspended } = await changesOf(standing, (part) =>
    regimeChange(part, old, { regime, from, owed }),
  );
  const lines = changeLines(changes);
  const touched = unitsTouched(changes);
  const units = await unitsOf(service.pool, id);
  const joining = unitsOfMap(owed).filter((unit) => !units.some((own) => own.id === unit.id));
  const named = [...units, ...joining];
  const { zone } = context.calendar;
  const indices = new Map(differences.map(({ words }, n) => [words, n]));
  const shown: Preview['lines'] = lines.map((line) => ({
    ...line,
    cause: line.cause.flatMap(({ words }) => indices.get(words) ?? []),
    tasks: line.tasks.map(({ task, units: owing }) => ({ task, units: [...owing] })),
    words: {
      change: changeWords(line),
      point: pointWords(line, line.change === 'vanishes' ? old : regime),
      cause: line.cause.map(({ words }) => words).join('；'),
    },
  }));
  const preview: Preview = {
    ...{ campaign: id, zone, today: dayOf(now, zone), from },
    ...{ old: versionOf(old), next: versionOf(regime) },
    digest: listDigest([id, versionOf(old), regime, from, [...owed], shown]),
    differences: [...differences],
    counts: countsOf(changes),
    tasks: new Set(changes.flatMap(({ task }) => task ?? [])).size,
    units: Object.entries(touched).map(([unit, count]) => ({
      ...{ unit, changes: count, name: nameOf(named, unit) },
    })),
    joining: joining.map(({ name }) => name),
    suspended,
    notes: seamsOf(after).map((seam) => seamWords(seam, old)),
    lines: shown,
  };
  return { present, changes, owed, joining, preview };
}

function unitsOfMap(owed: RegimeOwed['owed']): readonly Unit[] {
  const all = [...owed.values()].flatMap(({ units }) => units);
  return all.filter(({ id }, n) => all.findIndex((unit) => unit.id === id) === n);
}

function refuseIf(found: Fault | undefined): void {
  if (found !== undefined) throw new FaultError(found);
}

/** A sound regime of the same name, and of a version higher than any that was ever published, withdrawn ones too. */
function mustBeNext(context: Context, regime: Regime, told: readonly RegimeTaken[]): void {
  const faults = checkRegime(regime);
  if (faults.length > 0) {
    const list = faults.map(({ path, message }) => `· ${path.join('.')}：${message}`).join('\n');
    refuse('document-faulty', { document: '制度', count: faults.length, list });
  }
  const published = told.flatMap((one) => (one.kind === 'regime' ? [one.regime.version] : []));
  const highest = Math.max(...regimesOf(context).map(({ version }) => version), ...published);
  refuseIf(regimeFault(context, regime, highest));
}

/** What a task has begun with it goes on with; and a regime that says the same is no change. */
function mustBeChangeable(differences: readonly Difference[]): void {
  if (differences.length === 0) refuse('regime-same');
  const fixed = fixedDifferences(differences);
  if (fixed.length === 0) return;
  const list = fixed.map(({ words }) => words.replace(/有改动$/, '')).join('、');
  refuse('regime-fixed', { list });
}

/** Who owes under the next regime, task by task; refused where somebody must be named first. */
async function owedBy(
  { pool }: Service,
  { id }: CalendarNow,
  old: Regime,
  next: Regime,
): Promise<RegimeOwed> {
  const [rows, directory, present] = await Promise.all([
    tasksOf(pool, id),
    directoryOf(pool, id),
    regimeParties(pool, id, regimeHash(old)),
  ]);
  const tasks = rows.map(({ key, plan, owed }) => ({ plan, owed, present: present.get(key) }));
  const found = owedUnderRegime(tasks, directory, old, next);
  if (found.diagnostics.length > 0) {
    const list = found.diagnostics.map(({ message }) => `· ${message}`).join('\n');
    refuse('regime-owes-nobody', { count: found.diagnostics.length, list });
  }
  return found;
}

function versionOf({ id, version }: Pick<Regime, 'id' | 'version'>) {
  return { id, version };
}

function countsOf(changes: readonly RegimePointChange[]): Preview['counts'] {
  const count = (kind: RegimePointChange['change']) =>
    changes.filter(({ change }) => change === kind).length;
  return {
    moved: count('moved'),
    appears: count('appears'),
    vanishes: count('vanishes'),
    confirmed: count('confirmed') + count('unconfirmed'),
  };
}
