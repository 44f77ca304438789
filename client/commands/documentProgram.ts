import type { Command } from 'commander';
import { common, documentOptions, examples } from './commandOptions.ts';
import type { DiffOptions } from './diff.ts';
import type { ExportOptions } from './export.ts';
import type { GlossaryOptions } from './glossary.ts';
import type { ImportOptions } from './import.ts';
import type { Io } from './io.ts';
import type { RehearseOptions } from './rehearse.ts';
import { addReviewCommand } from './reviewProgram.ts';

/** Commands that need no server: they read documents and print. Each is loaded when it is asked for. */
export function addDocumentCommands(program: Command, io: Io): void {
  addImportCommand(program, io);
  addReviewCommand(program, io);
  addDiffCommand(program, io);
  addRehearseCommand(program, io);
  addExportCommand(program, io);
  common(program.command('glossary'), false)
    .description('术语表')
    .option('--markdown', '按 Markdown 输出')
    .action(async (options: GlossaryOptions) => {
      const { printGlossary } = await import('./glossary.ts');
      printGlossary(io, options);
    });
  program
    .command('openapi')
    .description('接口说明（OpenAPI 3.1，JSON）')
    .action(async () => {
      const { openApi } = await import('../server/openapi.ts');
      io.out(JSON.stringify(openApi(), null, 2));
    });
}

function addImportCommand(program: Command, io: Io): void {
  const command = common(program.command('import <文件>'), false)
    .description('读方案（.docx .xlsx .xls .pdf .csv .txt .yaml），列出任务和需要人看的问题')
    .option('--out <文件>', '核对完毕后写成 YAML 方案，任务编号就此确定')
    .option('--regime <文件>', '按方案文字拟一份制度（YAML）写到这里，列出要确认的事项')
    .option('--force', '制度文件已存在时覆盖')
    .option('--units <文件>', '对照单位名录（YAML）：哪些名称对得上，哪些要补')
    .action(async (path: string, options: ImportOptions) => {
      const { importPlan } = await import('./import.ts');
      await importPlan(io, path, options);
    });
  examples(
    command,
    'duban import 任务分工表.xlsx',
    'duban import 方案.docx --regime 制度.yaml',
    'duban import 方案.docx --units 名录.yaml',
    'duban import 方案.docx --json > 草稿.json',
  );
}

function addDiffCommand(program: Command, io: Io): void {
  const command = program
    .command('diff <旧方案> <新方案>')
    .description('对照方案的两个版本：新增、变更、删除了哪些任务；任务编号不变')
    .option('--json', '按 JSON 输出，供程序读取')
    .option('--out <文件>', '确认后把新版写成 YAML 方案，任务编号沿用旧版')
    .action(async (old: string, next: string, options: DiffOptions) => {
      const { diff } = await import('./diff.ts');
      await diff(io, old, next, options);
    });
  examples(command, 'duban diff 方案.yaml 新方案.docx --out 新方案.yaml');
}

function addRehearseCommand(program: Command, io: Io): void {
  const command = documentOptions(common(program.command('rehearse <方案>'), false))
    .description('推演：不启动，看清全年会发出哪些通知、走到哪一步')
    .option(
      '--behaviour <行为>',
      'silent 都不报、on-time 都按时、mixed 有报有不报、last-year 按去年情况（要连上已启动的督办），或一个 JSON 文件',
      'mixed',
    )
    .option('--full', '逐条列出全年的到期、通知和步骤')
    .option('--phase <标识=月>', '改从某月（周）起算：先列出时点怎样变，再按改后的推演')
    .option('--compare-leads', '并列牵头的任务合报与各报各的相差多少')
    .action(async (plan: string, options: RehearseOptions) => {
      const { rehearsePlan } = await import('./rehearse.ts');
      await rehearsePlan(io, plan, options);
    });
  examples(
    command,
    'duban rehearse plans/park.plan.yaml --regime plans/park.regime.yaml --units plans/park.units.yaml --from 2026-01-01 --to 2026-12-31 --behaviour silent',
  );
}

function addExportCommand(program: Command, io: Io): void {
  const command = common(program.command('export <方案>'), false)
    .description('把方案导出为台账：按方案自己的列、顺序和合并单元格，右侧加办理情况')
    .option('--xlsx <文件>', '写成 Excel 文件')
    .option('--docx <文件>', '写成 Word 文件（A4 横排，每页重复表头）')
    .option('--campaign <编号>', '填入该专项行动的办理情况；不写时各栏留空')
    .option('--as <身份>', '以何身份查询办理情况', 'office')
    .option('--force', '文件已存在时覆盖')
    .action(async (plan: string, options: ExportOptions) => {
      const { exportPlan } = await import('./export.ts');
      await exportPlan(io, plan, options);
    });
  examples(
    command,
    'duban export 方案.docx --xlsx 台账.xlsx',
    'duban export 方案.xlsx --docx 台账.docx --campaign c2026-001',
  );
}
