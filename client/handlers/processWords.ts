import { readProcess } from '../../domain/ids.ts';
import { findCampaign, unitsOf } from '../../store/campaigns.ts';
import type { Db } from '../../store/pool.ts';
import { tasksNamed } from '../../store/standings.ts';

/** What a process is about, in words: 任务 1 修订规划, 约谈甲局, 专项行动“…”; its id where that says nothing. */
export async function processWords(db: Db, process: string): Promise<string> {
  const found = readProcess(process);
  if (found === undefined) return process;
  const { campaign } = found;
  switch (found.kind) {
    case 'task': {
      const [task] = await tasksNamed(db, campaign, found.task);
      return `任务 ${task?.plan.no ?? found.task} ${task?.plan.title ?? ''}`.trim();
    }
    case 'interview': {
      const units = await unitsOf(db, campaign);
      return `约谈${units.find(({ id }) => id === found.unit)?.name ?? found.unit}`;
    }
    case 'campaign':
      return `专项行动“${(await findCampaign(db, campaign))?.title ?? campaign}”`;
  }
}
