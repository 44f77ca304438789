import type { Command } from 'commander';
import { glossary } from '../../domain/terms.ts';
import { TERMS } from '../../domain/termTable.ts';
import { table } from '../print.ts';
import { common, documentOptions, examples } from './commandOptions.ts';
import { addDiffCommand } from './diff.ts';
import { exportOptions } from './export.ts';
import { importPlan, type ImportOptions } from './import.ts';
import { print, type Io } from './io.ts';
import type { RehearseOptions } from './rehearse.ts';
import { addReviewCommand, REVIEW_EXAMPLES } from './review.ts';

/** Commands that need no server: they read documents and print. */
export function addDocumentCommands(program: Command, io: Io): void {
  const read = common(program.command('import <文件>'), false)
    .description('读方案（.docx .xlsx .xls .pdf .csv .txt .yaml），列出任务和需要人看的问题')
    .option('--out <文件>', '核对完毕后写成 YAML 方案，任务编号就此确定')
    .option('--regime <文件>', '按方案文字拟一份制度（YAML）写到这里，列出要确认的事项')
    .option('--force', '制度文件已存在时覆盖')
    .option('--units <文件>', '对照单位名录（YAML）：哪些名称对得上，哪些要补')
    .action((path: string, options: ImportOptions) => importPlan(io, path, options));
  examples(addReviewCommand(program, io), 'duban review 方案.docx', ...REVIEW_EXAMPLES);
  examples(addDiffCommand(program, io), 'duban diff 方案.yaml 新方案.docx --out 新方案.yaml');
  examples(
    read,
    'duban import 任务分工表.xlsx',
    'duban import 方案.docx --regime 制度.yaml',
    'duban import 方案.docx --units 名录.yaml',
    'duban import 方案.docx --json > 草稿.json',
  );
  const dry = documentOptions(common(program.command('rehearse <方案>'), false))
    .description('推演：不启动，看清全年会发出哪些通知、走到哪一步')
    .option(
      '--behaviour <行为>',
      'silent 都不报、on-time 都按时、mixed 有报有不报，或一个 JSON 文件',
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
    dry,
    'duban rehearse plans/park.plan.yaml --regime plans/park.regime.yaml --units plans/park.units.yaml --from 2026-01-01 --to 2026-12-31 --behaviour silent',
  );
  const ledger = exportOptions(common(program.command('export <方案>'), false), io);
  examples(
    ledger,
    'duban export 方案.docx --xlsx 台账.xlsx',
    'duban export 方案.xlsx --docx 台账.docx --campaign c2026-001',
  );
  common(program.command('glossary'), false)
    .description('术语表')
    .option('--markdown', '按 Markdown 输出')
    .action((options: { json?: boolean; markdown?: boolean }) => {
      print(io, options.json, TERMS, () =>
        options.markdown === true ? glossary() : glossaryWords(io.width),
      );
    });
}

function glossaryWords(width: number): string {
  const rows = Object.entries(TERMS).flatMap(([kind, group]) =>
    Object.entries(group).map(([id, [chinese, says]]) => [kind, id, chinese, says]),
  );
  return table(['类别', '标识', '术语', '含义'], rows, { width });
}
