import { Option, type Command } from 'commander';
import type { Common } from './campaign.ts';
import { common, gathered, groupExamples, wordsFor } from './commandOptions.ts';
import type { Io } from './io.ts';
import type { DecideItemOptions, ListOptions, OpenOptions, RegisterOptions } from './item.ts';

const ACTS = {
  approve: '立项：由制度写明的批准人决定，立项时编号，任务即行交办',
  reject: '不予立项；须写理由',
  withdraw: '撤回：登记人在决定之前；须写理由',
  propose: '再次送批：立项逾期失效之后，限一次；须写理由',
} as const;

/** Adds `duban item open | register | approve | reject | withdraw | propose | list | show`. */
export function addItemCommands(program: Command, io: Io): void {
  const group = program
    .command('item')
    .helpCommand(false)
    .description('督办事项：批示、会议、上级、提案交来的事，立项编号后督办');
  addOpen(group, io);
  addRegister(group, io);
  for (const [act, words] of Object.entries(ACTS) as [keyof typeof ACTS, string][]) {
    const command = common(group.command(`${act} <事项>`), true)
      .description(words)
      .option('--request-id <编号>', '请求编号；不写则自动生成')
      .action(async (item: string, options: DecideItemOptions) => {
        const { decideItem } = await import('./item.ts');
        await decideItem(io, act, item, options);
      });
    if (act === 'approve') command.option('--reason <意见>', '批准意见，记入台账');
    else command.requiredOption('--reason <理由>', '理由，记入台账');
  }
  common(group.command('list'), true)
    .description('列出督办事项')
    .addOption(
      new Option('--phase <状态>', '只看待立项、已立项……的').choices([
        ...['waiting', 'approved', 'rejected', 'withdrawn', 'lapsed'],
      ]),
    )
    .option('--source <来源>', '只看某一来源的')
    .action(async (options: ListOptions) => {
      const { listItems } = await import('./item.ts');
      await listItems(io, options);
    });
  common(group.command('show <事项>'), true)
    .description('一件事项的内容、立项经过和办理结果；事项写编号，如 督批〔2026〕1号，或 t0005')
    .action(async (item: string, options: Common) => {
      const { showItem } = await import('./item.ts');
      await showItem(io, item, options);
    });
  groupExamples(
    group,
    'duban item open --regime 制度.yaml --units 名录.yaml --year 2026',
    'duban item register --source 领导批示 --leader 区长 --on 2026-03-02 --lead 区水务局 --text 尽快整治城东积水点',
    'duban item approve t0005 --as post:督查室主任',
    'duban item list --phase waiting',
    'duban item show 督批〔2026〕1号',
  );
}

function addOpen(group: Command, io: Io): void {
  common(group.command('open'), true)
    .description('设立一年的日常督办：不要方案，只登记事项；制度须写明 items')
    .requiredOption('--regime <文件>', '制度（YAML）')
    .option('--units <文件>', '单位名录（YAML）')
    .option('--calendar <文件>', '工作日历（JSON）；不写时用随附的国务院节假日安排')
    .option('--year <年>', '哪一年；不写时为今年')
    .option('--title <名称>', '不写时为“日常督办（年）”')
    .option('--request-id <编号>', '请求编号；不写则自动生成')
    .action(async (options: OpenOptions) => {
      const { openItems } = await import('./item.ts');
      await openItems(io, options);
    });
}

function addRegister(group: Command, io: Io): void {
  common(group.command('register'), true)
    .description('登记一件事项，送批准人立项')
    .requiredOption('--source <来源>', '制度中的来源：领导批示、会议纪要、上级文件、提案建议……')
    .requiredOption('--text <内容>', '批示、纪要等的原话')
    .requiredOption('--leader <职务>', '由谁提出：写职务不写姓名；主要领导写 principal')
    .requiredOption('--lead <单位>', '责任单位；几家合办的重复写', gathered)
    .option('--cooperating <单位>', '配合单位；可重复写', gathered)
    .option('--on <日期>', '批示或会议的日期；不写时为今天')
    .option('--due <日期>', '原件写明的办结期限；不写时自立项之日起按来源的时限')
    .addOption(
      wordsFor(new Option('--urgency <缓急>', '缓急'), {
        特急: 'urgent',
        一般: 'ordinary',
        疑难: 'difficult',
      }).default('ordinary', '一般'),
    )
    .option('--title <名称>', '事项名称；不写时取内容的第一句')
    .option('--new-unit', '名录中没有的单位是新单位，一并加入')
    .option('--request-id <编号>', '请求编号：同一编号重复提交只登记一次；不写则自动生成')
    .action(async (options: RegisterOptions) => {
      const { registerItem } = await import('./item.ts');
      await registerItem(io, options);
    });
}
