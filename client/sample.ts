import { DateTime } from 'luxon';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Deadline } from '../domain/deadline.ts';
import type { Day } from '../domain/instant.ts';
import { readDirectory } from '../importers/directory.ts';
import { readPlanYaml } from '../importers/planYaml.ts';
import { readRegime } from '../importers/regime.ts';
import { listCampaigns } from '../store/campaigns.ts';
import { createCampaign, type NewCampaignInput } from './handlers/campaigns.ts';
import { CampaignDocuments } from './operations.ts';
import type { Service } from './service.ts';

const PLANS = fileURLToPath(new URL('../plans', import.meta.url));
/** The month in which the sample plan is written to begin. */
const WRITTEN = { year: 2026, month: 1 };
const REQUEST = 'sample';

/** Starts the sample campaign 示例专项行动 where the register has no campaign yet; its id, or nothing. */
export async function loadSample(service: Service, today: Day): Promise<string | undefined> {
  if ((await listCampaigns(service.pool)).length > 0) return undefined;
  const { campaign } = await createCampaign(service, sampleOf(today));
  return campaign;
}

/**
 * The sample as if it began in the present month: every dated deadline lies as many months after the start as it is
 * written to lie after January 2026, so that at any date most of it is still ahead. The files stay as they are.
 */
export function sampleOf(today: Day): NewCampaignInput {
  const text = (name: string) => readFileSync(join(PLANS, name), 'utf8');
  const { draft, diagnostics } = readPlanYaml('park.plan.yaml', text('park.plan.yaml'), { today });
  const { regime } = readRegime(text('park.regime.yaml'));
  const { directory } = readDirectory(text('park.units.yaml'));
  if (regime === undefined || directory === undefined) {
    throw new Error(`示例文件有误，示例专项行动没有启动。请还原 ${PLANS} 中的文件后重新启动。`);
  }
  const from = `${today.slice(0, 7)}-01`;
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  const months = (year - WRITTEN.year) * 12 + month - WRITTEN.month;
  const plan = {
    title: draft.title,
    issuer: draft.issuer,
    documentNumber: draft.documentNumber?.replace(`${WRITTEN.year}`, `${year}`) ?? null,
    issuedOn: from,
    tasks: draft.tasks.map((task) => ({
      ...task,
      deadlines: task.deadlines.map((deadline) => movedDeadline(deadline, months)),
    })),
  };
  const documents = CampaignDocuments.parse({
    plan,
    regime,
    directory,
    calendar: JSON.parse(text('calendar-cn.json')) as unknown,
    horizon: { from, to: plusMonths(from, 12) },
    confirm: ['deadline-past'],
    diagnostics: diagnostics.filter(({ code }) => code !== 'deadline-past'),
  });
  return { ...documents, requestId: REQUEST, actor: 'office' };
}

function movedDeadline(deadline: Deadline, months: number): Deadline {
  return deadline.kind === 'date' ? { ...deadline, on: plusMonths(deadline.on, months) } : deadline;
}

/** The last day of a month stays a last day. */
export function plusMonths(day: Day, months: number): Day {
  const from = DateTime.fromISO(day, { zone: 'UTC' });
  const to = from.plus({ months });
  const last = from.hasSame(from.endOf('month'), 'day');
  return (last ? to.endOf('month') : to).toISODate() ?? day;
}
