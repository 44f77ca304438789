import { existsSync } from 'node:fs';
import { Behaviour } from '../../domain/behaviour.ts';
import { Context } from '../../domain/context.ts';
import { campaignId } from '../../domain/ids.ts';
import type { Leadership } from '../../domain/assign.ts';
import { at, dayOf, type Instant } from '../../domain/instant.ts';
import type { Diagnostic, PlanTask } from '../../domain/plan.ts';
import type { Regime } from '../../domain/regime.ts';
import { readYaml } from '../../importers/yaml.ts';
import { NAMED_BEHAVIOURS } from '../behaviours.ts';
import { refuseText } from '../faultyDocument.ts';
import type { CampaignDocuments } from '../operations.ts';
import { listWords, prepare, type Prepared } from '../prepare.ts';
import { ownIn } from '../planDeskOwn.ts';
import { progress, wrap } from '../print.ts';
import { compareLeads, leadsWords } from '../rehearsalLeads.ts';
import { phaseChange, phased, phaseOf, phaseWords, type WantedPhase } from '../rehearsalPhase.ts';
import { rehearsalView } from '../rehearsalView.ts';
import { recordsFor, type RecordShown } from '../unitRecords.ts';
import { call } from './call.ts';
import { readDocuments, textOf, type DocumentPaths } from './documents.ts';
import { CommandEnd, EXIT, print, usage, type Io } from './io.ts';
import { leadershipOf, listOf, type LeadershipOptions } from './leadership.ts';
import { diagnosticsWords, withCommand } from './words.ts';

/** 按去年情况, and as people may type it. */
const LAST_YEAR: readonly string[] = ['last-year', '去年', '按去年情况'];

export interface RehearseOptions extends DocumentPaths, LeadershipOptions {
  readonly json?: boolean;
  readonly behaviour: string;
  readonly title?: string;
  readonly full?: boolean;
  readonly compareLeads?: boolean;
  /** `ID=MONTH`: the periods of one duty or bulletin begin in another month. */
  readonly phase?: string;
}

/** `duban rehearse`: the year as it would go, without a server. */
export async function rehearsePlan(io: Io, path: string, options: RehearseOptions): Promise<void> {
  const read = await readDocuments(io, path, options, options.title);
  const wanted = wantedPhase(options.phase);
  const documents = wanted === undefined ? read : { ...read, regime: phasedOf(read, wanted) };
  const isLastYear = LAST_YEAR.includes(options.behaviour);
  const named = isLastYear ? undefined : behaviourOf(options.behaviour);
  const startedAt = at(documents.horizon.from, '00:00', documents.calendar.zone);
  const confirm = ['deadline-past', 'list-open'];
  const accepted = { ...documents, confirm, leadership: leadershipOf(options) };
  const prepared = prepare(accepted, startedAt);
  refuseUnready(prepared.diagnostics);
  const context = contextOf(prepared, startedAt);
  const { behaviour, record } =
    named === undefined
      ? await lastYearOf(io, prepared, startedAt)
      : { behaviour: named, record: undefined };
  if (options.compareLeads === true) {
    const { plan } = prepared;
    const both = { ...ways(accepted, startedAt), context, plan, behaviour };
    print(io, options.json, compareLeads(both), (found) => leadsWords(both, found, io.width));
    return;
  }
  const change =
    wanted === undefined
      ? undefined
      : phaseChange(
          contextOf(prepare({ ...accepted, regime: read.regime }, startedAt), startedAt),
          context,
          wanted,
        );
  const view = viewOf(io, prepared, context, behaviour, options.full);
  const found = [...idleChoices(options, prepared), ...prepared.diagnostics];
  const own = found.filter((one) => !documents.diagnostics?.includes(one));
  const more = {
    ...(change === undefined ? {} : { phase: change }),
    ...(record === undefined ? {} : { record }),
  };
  print(io, options.json, { ...(view.json as object), ...more, diagnostics: found }, () =>
    [
      ...(change === undefined ? [] : [phaseWords(change, context.calendar.zone, io.width), '']),
      ...(record === undefined ? [] : [...wrap(`${record.words}。`, io.width), '']),
      view.text,
      ...notesWords(own, found.length - own.length, path, io.width),
    ].join('\n'),
  );
}

/** The one assumption that needs the register: what was judged of the plan's units in the year before. */
async function lastYearOf(
  io: Io,
  prepared: Prepared,
  startedAt: Instant,
): Promise<{ readonly behaviour: Behaviour; readonly record: RecordShown }> {
  const before = dayOf(startedAt, prepared.bound.calendar.zone);
  const found = await call(io, 'showUnitRecords', { before });
  const { records, shown } = recordsFor(ownIn(prepared, startedAt), found);
  return { behaviour: Behaviour.parse({ records }), record: shown };
}

function wantedPhase(text: string | undefined): WantedPhase | undefined {
  if (text === undefined) return undefined;
  const wanted = phaseOf(text);
  return 'fault' in wanted ? usage(wanted.fault) : wanted;
}

function phasedOf({ regime }: Pick<CampaignDocuments, 'regime'>, wanted: WantedPhase): Regime {
  const made = phased(regime, wanted);
  return 'fault' in made ? usage(made.fault) : made.regime;
}

function refuseUnready(diagnostics: readonly Diagnostic[]): void {
  const blocking = diagnostics.filter(({ severity }) => severity === 'blocking');
  if (blocking.length === 0) return;
  const detail = `方案还有 ${blocking.length} 处必须先确认，没有推演：\n${listWords(blocking)}`;
  throw new CommandEnd(EXIT.refused, detail, { code: 'plan-not-ready', detail, blocking });
}

function contextOf({ bound }: Prepared, startedAt: Instant): Context {
  return Context.parse({ campaign: campaignId(Number(startedAt.slice(0, 4)), 1), ...bound });
}

function viewOf(
  io: Io,
  { plan, assigned: { tasks, units, leaders } }: Prepared,
  context: Context,
  behaviour: Behaviour,
  full = false,
) {
  const bar = progress('推演', 12, io.progress);
  const months = new Set<string>();
  const onInstant = (ms: number) => {
    const month = new Date(ms).toISOString().slice(0, 7);
    if (months.has(month)) return;
    months.add(month);
    if (months.size <= 12) bar.step();
  };
  const input = { context, plan, tasks, units, leaders, behaviour, full, onInstant };
  const view = rehearsalView(input, io.width);
  if (months.size < 12) bar.step(12 - months.size);
  bar.done();
  return view;
}

/** What is alike is told a few times only: the figures are what one reads here. */
const MOST_NOTES = 3;

/** What the start would say of itself; what the import saw is only counted. */
function notesWords(
  own: readonly Diagnostic[],
  seen: number,
  path: string,
  width: number,
): readonly string[] {
  const notes = diagnosticsWords(own, width, MOST_NOTES);
  return [
    ...(notes === '' ? [] : ['', notes]),
    ...(seen === 0
      ? []
      : ['', ...withCommand(`导入时另有 ${seen} 条提示`, `duban import ${path}`, width)]),
  ];
}

/** 各报各的 chosen for a task with one lead: it changes nothing, and somebody may have meant another task. */
function idleChoices(options: LeadershipOptions, { plan }: Prepared): readonly Diagnostic[] {
  const wanted = listOf(options.several).filter((task) => task !== 'all');
  return wanted.flatMap((name): Diagnostic[] => {
    const task =
      plan.tasks.find(({ key }) => key === name) ?? plan.tasks.find(({ no }) => no === name);
    if (task === undefined || leadsOf(task) > 1) return [];
    const message = `任务“${name}”没有并列的牵头单位，--several 对它不起作用`;
    return [{ code: 'leadership-idle', severity: 'warning', message }];
  });
}

/** Units that are named together to lead, or to be responsible where none leads. */
function leadsOf({ assignments }: PlanTask): number {
  const leads = assignments.filter(({ role }) => role === 'lead').length;
  return leads > 0 ? leads : assignments.filter(({ role }) => role === 'responsible').length;
}

/** The plan assigned in both ways of leading. */
function ways(documents: CampaignDocuments, startedAt: Instant) {
  const assigned = (leadership: Leadership) =>
    prepare({ ...documents, leadership }, startedAt).assigned;
  return { joint: assigned('joint'), several: assigned('several') };
}

function behaviourOf(name: string): Behaviour {
  const known = NAMED_BEHAVIOURS[name];
  if (known) return Behaviour.parse(known);
  if (!existsSync(name)) {
    usage(
      `--behaviour 只能写 ${[...Object.keys(NAMED_BEHAVIOURS), LAST_YEAR[0]].join('、')} 或一个文件，没有文件 ${name}。`,
    );
  }
  const { value, faults } = readYaml(textOf(name), Behaviour);
  if (value) return value;
  return refuseText(`行为假设（${name}）`, faults);
}
