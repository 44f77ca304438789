import { Option, type Command } from 'commander';
import type { BackfillOptions } from './backfill.ts';
import type { BulkOptions } from './bulk.ts';
import type { Common } from './campaign.ts';
import { common, examples, groupExamples, wordsFor } from './commandOptions.ts';
import type { GoLiveOptions, WithdrawStartOptions } from './goLive.ts';
import type { Io } from './io.ts';

const REQUEST = [
  '--request-id <编号>',
  '请求编号：同一编号重复提交只算一次；不写则自动生成',
] as const;
const START = ['--start <时刻>', '何时启动，如 "2026-03-02 09:00"；不写时为现在'] as const;
const FIRST = [
  '--first-notices <时刻>',
  '首批通知何时发出，不早于启动后 30 分钟；不写时为启动后 30 分钟',
] as const;

const REASON = [
  '--burden-reason <理由>',
  '负担超过上限时仍要启动的理由，记入审计；没有超过的不必写',
] as const;

/** When a campaign starts, when its first notices leave, and whether it is a trial. */
export function startOptions(start: Command): Command {
  return start
    .option(...START)
    .option(...FIRST)
    .option(...REASON)
    .option('--trial', '试运行：全部照常推进，通知只送督查室；转入正式后不作数');
}

/** Adds `duban campaign withdraw | go-live` to the group of campaigns. */
export function addStartCommands(group: Command, io: Io): void {
  common(group.command('withdraw [编号]'), true)
    .description('撤回启动：首批通知发出之前，没有向任何单位发出通知')
    .requiredOption('--reason <理由>', '理由，记入台账')
    .option(...REQUEST)
    .action(async (id: string | undefined, options: WithdrawStartOptions) => {
      const { withdrawStart } = await import('./goLive.ts');
      await withdrawStart(io, id, options);
    });
  const live = common(group.command('go-live <编号>'), true)
    .description('试运行转入正式：试运行到此结束，用同样的方案和制度另行启动')
    .option(...START)
    .option(...FIRST)
    .option(...REASON)
    .option(...REQUEST)
    .action(async (id: string, options: GoLiveOptions) => {
      const { goLive } = await import('./goLive.ts');
      await goLive(io, id, options);
    });
  examples(live, 'duban campaign go-live c2026-001 --first-notices "2026-03-02 09:00"');
}

/** Adds `duban backfill` and `duban bulk`. */
export function addBeginningCommands(program: Command, io: Io): void {
  const entry = common(program.command('backfill <任务>'), true)
    .description('补录启动前的一期：只作历史记录，不计入应报、计数和通报；再次补录为更正')
    .requiredOption('--period <报告期>', '启动前的哪一期，如 2026-01')
    .option('--duty <标识>', '报送要求的标识；完成时限写 deadlines')
    .option('--unit <单位>', '哪个单位；只有一个的可以不写')
    .addOption(
      wordsFor(new Option('--result <情况>', '当时的报送情况'), {
        按时: 'on-time',
        迟报: 'late',
        未报: 'missing',
        零报告: 'nil',
      }).makeOptionMandatory(),
    )
    .option('--at <日期>', '哪一天报送的；未报的不写')
    .requiredOption('--source <依据>', '依据，如 纸质台账第3页')
    .option(...REQUEST)
    .action(async (task: string, options: BackfillOptions) => {
      const { backfill } = await import('./backfill.ts');
      await backfill(io, task, options);
    });
  examples(
    entry,
    'duban backfill 3 --period 2026-01 --unit 区发改局 --result 按时 --at 2026-01-24 --source 纸质台账第3页',
  );
  addBulkCommands(program, io);
}

const BULK = {
  suspend: '暂停选定的任务，自此不提醒、不判定',
  resume: '恢复选定的任务，按剩余工作日顺延',
  extend: '把选定的报送义务顺延若干工作日；收报中断的，用 --due-between 选定',
  exempt: '免报选定的报送义务',
} as const;

function addBulkCommands(program: Command, io: Io): void {
  const group = program
    .command('bulk')
    .helpCommand(false)
    .description('成批办理：疫情、防汛、收报中断等，一个文号对选定的一批任务；先预览，再确认');
  for (const [act, words] of Object.entries(BULK) as [keyof typeof BULK, string][]) {
    const command = common(group.command(act), true)
      .description(`${words}；不写 --confirm 时只预览`)
      .option('--category <类别>', '方案中的某一类任务')
      .option('--unit <单位>', '某个单位承担的')
      .option('--tasks <任务>', '编号或序号，逗号分开；all 为全部')
      .option(
        '--due-between <起止>',
        '到期或宽限期满在此之间，如 "2026-03-25 16:00..2026-03-26 18:00"',
      )
      .option('--reason <理由>', '理由，记入台账；确认时须写')
      .option('--confirm <校验码>', '预览给出的清单校验码：确认的就是看过的')
      .option(...REQUEST)
      .action(async (options: BulkOptions) => {
        const { bulk } = await import('./bulk.ts');
        await bulk(io, act, options);
      });
    if (act === 'extend') command.requiredOption('--days <数量>', '顺延几个工作日');
  }
  common(group.command('list [编号]'), true)
    .description('各次成批办理和文号')
    .action(async (id: string | undefined, options: Common) => {
      const { listBulk } = await import('./bulk.ts');
      await listBulk(io, id, options);
    });
  groupExamples(
    group,
    'duban bulk suspend --category 防汛 --reason 防汛Ⅱ级响应',
    'duban bulk extend --due-between "2026-03-25 16:00..2026-03-25 18:00" --days 1 --reason 收报中断',
    'duban bulk extend --unit 丙镇 --days 5 --reason 疫情 --confirm 校验码',
  );
}
