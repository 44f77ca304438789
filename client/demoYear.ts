import { Behaviour } from '../domain/behaviour.ts';
import type { CampaignInput } from '../domain/campaign.ts';
import type { OwedTask } from '../domain/context.ts';
import { campaignProcess } from '../domain/ids.ts';
import { at, epoch, instantOf, plusDays, type Instant } from '../domain/instant.ts';
import { TASK_QUEUE } from '../domain/ids.ts';
import { term } from '../domain/terms.ts';
import { namesOf } from '../domain/words.ts';
import { readYaml } from '../importers/yaml.ts';
import { tasksOf } from '../store/campaigns.ts';
import { findProcess } from '../store/processes.ts';
import { campaignCounts } from '../store/standings.ts';
import { decisionsOf } from '../store/turns.ts';
import { readDocuments, textOf, type DocumentPaths } from './commands/documents.ts';
import type { Io } from './commands/io.ts';
import { compareWithRehearsal, type Comparison } from './compare.ts';
import { DEMO_BEHAVIOURS, demoBehaviour, type DemoBehaviour } from './demoBehaviour.ts';
import type { DemoWorld } from './demoWorld.ts';
import { refuseText } from './faultyDocument.ts';
import { createCampaign } from './handlers/campaigns.ts';
import { liveThrough } from './lived.ts';
import { CampaignDocuments } from './operations.ts';
import { table, wrap } from './print.ts';
import { behaviourWords } from './rehearsalView.ts';
import { yearBook } from './yearView.ts';
import { totalsWords, yearCounts } from './yearCounts.ts';

export interface DemoOptions extends DocumentPaths {
  readonly plan: string;
  readonly behaviour: string;
  readonly full: boolean;
}

/** A campaign that has begun on its virtual clock. */
export interface DemoCampaign {
  readonly id: string;
  readonly input: CampaignInput;
  readonly tasks: readonly OwedTask[];
  readonly behaviour: Behaviour;
  readonly until: Instant;
}

/** The last signatures and interviews of a year come in the next: so many calendar days are lived beyond it. */
const BEYOND_DAYS = 20;

/** Starts the campaign of the files at 00:00 of its first day, by the same handler as the API. */
export async function startDemo(
  { pool, client }: DemoWorld,
  io: Io,
  options: DemoOptions,
): Promise<DemoCampaign> {
  const documents = CampaignDocuments.parse(await readDocuments(io, options.plan, options));
  const { horizon, calendar } = documents;
  const { zone } = calendar;
  const startedAt = at(horizon.from, '00:00', zone);
  const clockOffset = epoch(startedAt) - io.now();
  const service = { pool, client, taskQueue: TASK_QUEUE, clockOffset };
  const { campaign: id } = await createCampaign(service, {
    ...documents,
    confirm: ['deadline-past'],
    startedAt,
    requestId: 'demo',
    actor: 'office',
  });
  const found = await findProcess(pool, campaignProcess(id));
  const input = found?.input as CampaignInput;
  const tasks = (await tasksOf(pool, id)).map(({ owed }) => owed);
  const until = at(plusDays(horizon.to, BEYOND_DAYS), '00:00', zone);
  const behaviour = behaviourOf(options.behaviour, input, tasks, until);
  return { id, input, tasks, behaviour, until };
}

function behaviourOf(
  name: string,
  input: CampaignInput,
  tasks: readonly OwedTask[],
  until: Instant,
): Behaviour {
  if ((DEMO_BEHAVIOURS as readonly string[]).includes(name)) {
    return demoBehaviour(name as DemoBehaviour, input, tasks, until);
  }
  const { value, faults } = readYaml(textOf(name), Behaviour);
  if (value) return value;
  return refuseText(`行为假设（${name}）`, faults);
}

/** Lives through the year; `onInstant` is called at each instant, with its month where one begins. */
export async function liveDemo(
  { pool, client }: DemoWorld,
  { input, tasks, behaviour, until }: DemoCampaign,
  onInstant: (month: string | undefined) => void,
): Promise<void> {
  const { context } = input;
  let month = '';
  const hear = (ms: number) => {
    const now = instantOf(ms, context.calendar.zone).slice(0, 7);
    onInstant(now > month ? now : undefined);
    if (now > month) month = now;
  };
  const lived = { client, pool, context, tasks, behaviour, onInstant: hear };
  await liveThrough(lived, epoch(until));
}

/** The year as the register has it, the figures, and how it stands to its rehearsal. */
export async function demoReport(
  { pool }: DemoWorld,
  { id, input, tasks, behaviour, until }: DemoCampaign,
  { full, width }: { readonly full: boolean; readonly width: number },
): Promise<{ readonly text: string; readonly equal: boolean }> {
  const { context, units } = input;
  const year = Number(context.horizon.from.slice(0, 4));
  const plans = (await tasksOf(pool, id)).map(({ plan }) => plan);
  const names = namesOf({ ...context, year }, plans, units);
  const book = yearBook(names, { full });
  const counts = yearCounts(context.regime);
  for (const row of await decisionsOf(pool, id)) {
    book.add(row);
    counts.add(row);
  }
  const standing = await campaignCounts(pool, id);
  const comparison = await compareWithRehearsal(pool, id, { input, tasks, behaviour, until });
  const { expected, onTime, late, missing, exempt, pending } = standing;
  const verdicts = [onTime, late, missing, exempt, pending];
  const sum = verdicts.reduce((total, count) => total + count, 0);
  const heads = ['应报', ...['on-time', 'late', 'missing', 'exempt', 'pending'].map(term), '合计'];
  const text = [
    book.text(width),
    '',
    '全年合计（取自台账）',
    ...wrap(`假设：${behaviourWords(behaviour)}`, width),
    ...wrap(`${totalsWords(counts.totals)} · 通知共 ${counts.notices()} 条`, width),
    table(heads, [[expected, ...verdicts, sum]], { width }),
    ...comparisonLines(comparison),
  ].join('\n');
  const { onlyLife, onlyRehearsed } = comparison;
  return { text, equal: onlyLife.length + onlyRehearsed.length === 0 && sum === expected };
}

const SHOWN = 5;

function comparisonLines({ life, rehearsed, onlyLife, onlyRehearsed }: Comparison): string[] {
  if (onlyLife.length + onlyRehearsed.length === 0) {
    return [`推演与实际运行逐条一致：${life} 条`];
  }
  return [
    `推演与实际运行不一致：实际 ${life} 条、推演 ${rehearsed} 条；仅实际有 ${onlyLife.length} 条，仅推演有 ${onlyRehearsed.length} 条`,
    ...onlyLife.slice(0, SHOWN).map((row) => `  仅实际有 ${row}`),
    ...onlyRehearsed.slice(0, SHOWN).map((row) => `  仅推演有 ${row}`),
  ];
}
