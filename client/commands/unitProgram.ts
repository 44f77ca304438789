import type { Command } from 'commander';
import { common, groupExamples, optionOf } from './commandOptions.ts';
import type { Io } from './io.ts';
import type { ReorganiseOptions } from './reorganise.ts';

const WAYS = {
  rename: '更名：一个单位换一个名称，已有记录仍用旧名',
  merge: '合并：几个单位的任务归一个单位',
  split: '拆分：一个单位的任务分给几个单位，用 --give 写明各承接哪些',
  transfer: '移交：一个单位的任务交给另一个单位',
} as const;

const TO = { name: '新名称', unit: '接办单位；名录中没有的即新设' } as const;

/** Adds `duban unit`: what happens to units while a campaign runs. */
export function addUnitCommands(program: Command, io: Io): void {
  const group = program
    .command('unit')
    .helpCommand(false)
    .description('机构调整：更名、合并、拆分、移交；先看清单，再凭清单校验码办理');
  for (const [what, description] of Object.entries(WAYS)) {
    const command = common(group.command(what), true)
      .description(description)
      .addOption(optionOf('--from <单位...>', '原单位').makeOptionMandatory())
      .addOption(optionOf('--to <单位...>', TO[what === 'rename' ? 'name' : 'unit']))
      .option('--reason <理由>', '理由，记入台账')
      .option('--confirm <校验码>', '清单校验码；不写则只看清单')
      .option('--request-id <编号>', '请求编号：同一编号重复提交只算一次；不写则自动生成');
    if (what === 'transfer') command.option('--tasks <任务>', '哪些任务，逗号分开；不写为全部');
    if (what === 'split') {
      command.addOption(optionOf('--give <承接...>', '如 区工信局=1,3,5 区商务局=2,4'));
    }
    command.action(async (options: ReorganiseOptions) => {
      const { reorganise } = await import('./reorganise.ts');
      await reorganise(io, what as keyof typeof WAYS, options);
    });
  }
  groupExamples(
    group,
    'duban unit rename --from 绿色化工园管委会 --to 绿色化工高新区管委会 --reason 区划更名',
    'duban unit merge --from 区科技局 区工信局 --to 区科工局 --reason 机构改革',
    'duban unit split --from 区科工局 --give 区科技局=1,3 区工信局=2,4 --reason 机构改革',
  );
}
