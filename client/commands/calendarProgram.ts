import type { Command } from 'commander';
import type { CalendarOptions, PublishOptions, WithdrawOptions } from './calendar.ts';
import type { Common } from './campaign.ts';
import { common, groupExamples } from './commandOptions.ts';
import type { Io } from './io.ts';

/** Adds `duban calendar show | preview | publish | withdraw`. */
export function addCalendarCommands(program: Command, io: Io): void {
  const group = program
    .command('calendar')
    .helpCommand(false)
    .description('工作日历：查看、预览新一年的安排、发布、撤回');
  common(group.command('show [编号]'), true)
    .description('现行工作日历和历次变更')
    .action(async (id: string | undefined, options: Common) => {
      const { showCalendar } = await import('./calendar.ts');
      await showCalendar(io, id, options);
    });
  fileOptions(common(group.command('preview [编号]'), true))
    .description('列出新日历会移动、新增、取消、确定的每一个时点；不改动任何东西')
    .action(async (id: string | undefined, options: CalendarOptions) => {
      const { previewCalendar } = await import('./calendar.ts');
      await previewCalendar(io, id, options);
    });
  fileOptions(common(group.command('publish [编号]'), true))
    .description('按预览过的清单发布新日历；已作的判定不变')
    .requiredOption('--confirm <校验码>', '预览给出的清单校验码：确认的就是看过的')
    .requiredOption('--reason <理由>', '理由，记入台账')
    .option('--request-id <编号>', '请求编号；不写则自动生成')
    .action(async (id: string | undefined, options: PublishOptions) => {
      const { publishCalendar } = await import('./calendar.ts');
      await publishCalendar(io, id, options);
    });
  common(group.command('withdraw [编号]'), true)
    .description('撤回最近发布的新日历；其中的变更日已到的不能撤回')
    .requiredOption('--reason <理由>', '理由，记入台账')
    .option('--request-id <编号>', '请求编号；不写则自动生成')
    .action(async (id: string | undefined, options: WithdrawOptions) => {
      const { withdrawCalendar } = await import('./calendar.ts');
      await withdrawCalendar(io, id, options);
    });
  groupExamples(
    group,
    'duban calendar preview c2026-001 --calendar 日历2027.json',
    'duban calendar publish c2026-001 --calendar 日历2027.json --confirm 校验码 --reason 国务院办公厅公布2027年放假安排',
    'duban calendar withdraw c2026-001 --reason 误发',
  );
}

function fileOptions(command: Command): Command {
  return command
    .requiredOption('--calendar <文件>', '新的工作日历（JSON 或 YAML），须含现行日历的全部内容')
    .option('--from <日期>', '从哪一天起的日子按新日历；不写时为今天');
}
