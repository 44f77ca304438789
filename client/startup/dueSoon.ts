import type { Context } from '../../domain/context.ts';
import { ONCE, ruleNamed } from '../../domain/firsts.ts';
import { readProcess } from '../../domain/ids.ts';
import { epoch, type Instant } from '../../domain/instant.ts';
import { amendedContext, DEADLINES, obligationsOf, type Slot } from '../../domain/obligation.ts';
import type { Unit } from '../../domain/unit.ts';
import { calendarsTaken } from '../../store/calendars.ts';
import {
  findCampaign,
  listCampaigns,
  tasksOf,
  unitsOf,
  type TaskRow,
} from '../../store/campaigns.ts';
import type { Db } from '../../store/pool.ts';
import { instantWords, table } from '../print.ts';

/** Due 到期: what is owed at one instant for one duty and period, by one task or by many. */
export interface Due {
  readonly at: Instant;
  /** 暂定: an announcement of holidays may still move it. */
  readonly provisional: boolean;
  readonly campaign: string;
  readonly tasks: readonly string[];
  readonly units: readonly string[];
  readonly what: string;
}

/** What is already decided: keys `task obligation`, and tasks that have ended. */
export interface Settled {
  readonly obligations: ReadonlySet<string>;
  readonly tasks: ReadonlySet<string>;
}

/** The next instants after `now` (epoch ms) at which something is still owed, earliest first. */
export function nextDue(
  context: Context,
  tasks: readonly Pick<TaskRow, 'key' | 'plan' | 'owed'>[],
  units: readonly Unit[],
  settled: Settled,
  now: number,
  limit: number,
): readonly Due[] {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const found = new Map<string, Gathering>();
  for (const { key, plan, owed } of tasks) {
    if (settled.tasks.has(key)) continue;
    for (const { key: obligation, slot, party } of obligationsOf(context, owed)) {
      const { due } = slot.instants;
      if (epoch(due) <= now || settled.obligations.has(`${key} ${obligation}`)) continue;
      const what = whatOf(context, slot);
      const entry = found.get(`${due} ${what}`) ?? {
        slot,
        what,
        tasks: new Set(),
        units: new Set(),
      };
      entry.tasks.add(`${key} ${plan.title ?? plan.content.slice(0, 20)}`);
      for (const member of party.members) entry.units.add(names.get(member) ?? member);
      found.set(`${due} ${what}`, entry);
    }
  }
  const dues = [...found.values()].map(({ slot, what, tasks, units }): Due => ({
    at: slot.instants.due,
    provisional: slot.provisional,
    campaign: context.campaign,
    tasks: [...tasks],
    units: [...units],
    what,
  }));
  return earliest(dues, limit);
}

interface Gathering {
  readonly slot: Slot;
  readonly what: string;
  readonly tasks: Set<string>;
  readonly units: Set<string>;
}

function earliest(dues: readonly Due[], limit: number): readonly Due[] {
  return dues.toSorted((a, b) => epoch(a.at) - epoch(b.at)).slice(0, limit);
}

function whatOf(context: Context, slot: Slot): string {
  const regime = slot.under ?? context.regime;
  if (slot.duty === DEADLINES)
    return [regime.deadlines.title, slot.what].filter(Boolean).join('：');
  const title = ruleNamed(regime, slot.duty)?.title ?? slot.duty;
  return slot.period === ONCE ? title : `${title} ${slot.period}`;
}

/** The next due instants over every campaign of the register. */
export async function readNextDue(db: Db, now: number, limit: number): Promise<readonly Due[]> {
  const all: Due[] = [];
  for (const { id } of await listCampaigns(db)) {
    const campaign = await findCampaign(db, id);
    if (campaign === undefined) continue;
    const calendar = (await calendarsTaken(db, id)).at(-1)?.calendar ?? campaign.context.calendar;
    const context = amendedContext(campaign.context, calendar);
    const [tasks, units] = [await tasksOf(db, id), await unitsOf(db, id)];
    all.push(...nextDue(context, tasks, units, await settledOf(db, id), now, limit));
  }
  return earliest(all, limit);
}

async function settledOf(db: Db, campaign: string): Promise<Settled> {
  const judged = await db.query<{ task: string; obligation: string }>(
    'select distinct task, obligation from judgement where campaign = $1',
    [campaign],
  );
  const ended = await db.query<{ process: string }>(
    `select process from ledger where campaign = $1 and type = 'ended'`,
    [campaign],
  );
  return {
    obligations: new Set(judged.rows.map(({ task, obligation }) => `${task} ${obligation}`)),
    tasks: new Set(
      ended.rows.flatMap(({ process }) => {
        const found = readProcess(process);
        return found?.kind === 'task' ? [found.task] : [];
      }),
    ),
  };
}

export function dueTable(dues: readonly Due[], zone: string, year: number): string {
  const rows = dues.map((due) => [
    instantWords(due.at, zone, year),
    due.provisional ? '暂定' : '',
    due.campaign,
    few(due.tasks, '项任务', 1),
    few(due.units, '个单位', 2),
    due.what,
  ]);
  return table(['到期', '备注', '专项行动', '任务', '报送单位', '事项'], rows);
}

/** The names where they are few, else the first ones and how many there are. */
function few(names: readonly string[], counted: string, most: number): string {
  if (names.length <= most) return names.join('、');
  return `${names.slice(0, most).join('、')} 等${names.length}${counted}`;
}
