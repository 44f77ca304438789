import type { Command } from 'commander';
import type { Common } from './campaign.ts';
import { common, examples } from './commandOptions.ts';
import type { Io } from './io.ts';
import type { SampleOptions } from './sample.ts';

/** Adds `tree` and `sample`, loaded when they are asked for. */
export function addContentCommands(program: Command, io: Io): void {
  common(program.command('tree [编号]'), true)
    .description('方案、类别、任务、节点的状态：上级由下级得出')
    .action(async (campaign: string | undefined, options: Common) => {
      const { tree } = await import('./tree.ts');
      await tree(io, campaign, options);
    });
  const draw = common(program.command('sample [编号]'), true)
    .description('抽查一期已收到的报送：同一种子和范围，任何人重做结果都相同')
    .option('--period <报告期>', '抽哪一期，如 2026-03')
    .option('--duty <标识>', '只抽某一报送要求的')
    .option('--count <数量>', '抽几份')
    .option('--seed <种子>', '当天公开而无人能选的数，如开奖号码')
    .option('--verify <抽查编号>', '重做一次已登记的抽查')
    .action(async (campaign: string | undefined, options: SampleOptions) => {
      const { sample } = await import('./sample.ts');
      await sample(io, campaign, options);
    });
  examples(
    draw,
    'duban sample --period 2026-03 --count 5 --seed 20260410-3157',
    'duban sample --verify s1918d4d07e1c',
  );
}
