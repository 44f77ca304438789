import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KIND_WORDS } from '../../domain/kindWords.ts';
import { newestEngine, type Kind } from '../../domain/engines.ts';
import { dayOf, instantOf } from '../../domain/instant.ts';
import { dayWords } from '../../domain/wordsCalendar.ts';
import { calendarsTaken } from '../../store/calendars.ts';
import { findCampaign } from '../../store/campaigns.ts';
import { pendingMigrations } from '../../store/migrate.ts';
import { campaignStates } from '../../store/standings.ts';
import { migrationsDone, registerVersions } from '../../store/systemViews.ts';
import type { OutputOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { PROJECT } from '../startup/home.ts';
import { nowOf, ZONE } from './actor.ts';
import { isTemporalAway } from './temporal.ts';

type Group = OutputOf<'showVersions'>['groups'][number];

const TEMPORAL_MS = 3_000;

/** Versions 版本 of everything that the product runs on. */
export async function showVersions(service: Service): Promise<OutputOf<'showVersions'>> {
  const [now, programs, engines, migrations, calendars] = await Promise.all([
    nowOf(service, service.pool),
    programsOf(service),
    enginesOf(service),
    migrationsOf(service),
    calendarsOf(service),
  ]);
  return { now, groups: [programs, engines, migrations, calendars] };
}

async function programsOf(service: Service): Promise<Group> {
  const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const { server } = await registerVersions(service.pool);
  const temporal = await temporalVersion(service);
  return {
    title: '程序',
    lines: [
      { name: '督办', value: version, note: null },
      { name: 'Node.js', value: process.version.slice(1), note: '至少 20.20' },
      { name: 'PostgreSQL', value: server, note: '登记簿' },
      {
        name: 'Temporal',
        value: temporal ?? '没有应答',
        note:
          temporal === undefined ? '现在连不上：报送照收，提醒和判定待它恢复后补办' : '流程引擎',
      },
    ],
  };
}

async function temporalVersion({ client }: Service): Promise<string | undefined> {
  try {
    const { serverVersion } = await client.withDeadline(Date.now() + TEMPORAL_MS, () =>
      client.workflowService.getSystemInfo({}),
    );
    return serverVersion;
  } catch (error) {
    if (isTemporalAway(error)) return undefined;
    throw error;
  }
}

async function enginesOf({ pool }: Service): Promise<Group> {
  const { engines } = await registerVersions(pool);
  return {
    title: '规则代次',
    lines: engines.map(({ kind, newest }) => {
      const own = newestEngine(kind as Kind);
      const note = own > newest ? `程序已有第 ${own} 代，还没有启用` : null;
      return { name: KIND_WORDS[kind as Kind], value: `第 ${newest} 代`, note };
    }),
  };
}

async function migrationsOf({ pool }: Service): Promise<Group> {
  const [done, pending] = await Promise.all([migrationsDone(pool), pendingMigrations(pool)]);
  const last = done.at(-1);
  return {
    title: '登记簿结构',
    lines: [
      {
        name: '已到',
        value: last?.name ?? '还没有',
        note:
          last === undefined
            ? null
            : `${dayWords(dayOf(instantOf(last.at.getTime(), ZONE), ZONE))}更新`,
      },
      { name: '共更新', value: `${done.length} 次`, note: null },
      {
        name: '还没有更新',
        value: pending.length === 0 ? '无' : pending.join('、'),
        note: pending.length === 0 ? null : '重新启动程序即会更新',
      },
    ],
  };
}

async function calendarsOf({ pool }: Service): Promise<Group> {
  const open = (await campaignStates(pool)).filter(({ state }) => state !== 'ended');
  const lines = await Promise.all(
    open.map(async ({ id }) => {
      const campaign = await findCampaign(pool, id);
      const own = campaign?.context.calendar;
      const calendar = (await calendarsTaken(pool, id)).at(-1)?.calendar ?? own;
      return {
        name: campaign?.title ?? id,
        value: calendar === undefined ? '—' : `第 ${calendar.version} 版`,
        note:
          calendar === undefined ? null : `放假安排公布到${dayWords(calendar.announcedThrough)}`,
      };
    }),
  );
  return { title: '工作日历', lines };
}
