import type { Command } from 'commander';
import type { Common } from './campaign.ts';
import { common, examples, gathered } from './commandOptions.ts';
import type { FetchEvidenceOptions, SendEvidenceOptions } from './evidence.ts';
import type { Io } from './io.ts';
import type { ObstaclesOptions } from './obstacles.ts';
import type { ReportsOptions } from './reports.ts';

/** What a report may carry besides its text, how the office enters one, and drafts. */
export function extraOptions(report: Command): Command {
  return report
    .option(
      '--evidence <文件>',
      '佐证材料，只报文件名和校验码，可写多次；先用 duban evidence send 存入',
      gathered,
    )
    .option('--obstacle <事项>', '需协调事项，列入下次调度')
    .option('--asks <对象>', '请谁协调')
    .option('--arrived-at <时间>', '督查室代录：实际到达时间，如 "2026-01-26 11:00"，须另一人确认')
    .option('--arrived-by <方式>', '代录的来源：纸质、电话、邮件、传真、当面、其他')
    .option('--arrival-evidence <依据>', '代录的依据，如收文登记号')
    .option('--draft', '存为草稿，不报送')
    .option('--from-draft', '按草稿报送，报送后删除草稿')
    .option('--discard-draft', '删除草稿');
}

/** Adds `reports`, `obstacles` and `evidence`, loaded when they are asked for. */
export function addReportCommands(program: Command, io: Io): void {
  addEvidence(program, io);
  const list = common(program.command('reports <任务>'), true)
    .description('一项任务各期报送的每一版内容、核实情况')
    .option('--period <报告期>', '只看某一期')
    .option('--duty <标识>', '只看某一报送要求')
    .option('--unit <单位>', '只看某个单位')
    .action(async (task: string, options: ReportsOptions & Common) => {
      const { reports } = await import('./reports.ts');
      await reports(io, task, options);
    });
  examples(list, 'duban reports 3 --period 2026-03');
  const agenda = common(program.command('obstacles'), true)
    .description('需协调事项：下次调度会议的议题')
    .option('--all', '连同已办结的')
    .action(async (options: ObstaclesOptions) => {
      const { obstacles } = await import('./obstacles.ts');
      await obstacles(io, options);
    });
  examples(agenda, 'duban obstacles', 'duban obstacles --all');
}

function addEvidence(program: Command, io: Io): void {
  const group = program
    .command('evidence')
    .helpCommand(false)
    .description('佐证材料的文件：存入、下载');
  const send = common(group.command('send <文件...>'), true)
    .description('存入文件；报送时用 --evidence 写同一文件，即为所附')
    .option('--unit <单位>', '督查室代录时写明单位')
    .action(async (paths: readonly string[], options: SendEvidenceOptions) => {
      const { sendEvidence } = await import('./evidence.ts');
      await sendEvidence(io, paths, options);
    });
  examples(send, 'duban evidence send 台账.xlsx 现场.jpg --as unit:区发改局');
  const take = common(group.command('fetch <校验码>'), true)
    .description('下载一份文件；完整的校验码见 duban reports --json')
    .option('--out <文件>', '写到哪里，不写则用原文件名；已有的文件不改写')
    .action(async (sha256: string, options: FetchEvidenceOptions) => {
      const { fetchEvidence } = await import('./evidence.ts');
      await fetchEvidence(io, sha256, options);
    });
  examples(take, 'duban evidence fetch 9f86d081884c7d65… --out 台账.xlsx');
}
