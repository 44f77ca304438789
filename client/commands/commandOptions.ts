import { InvalidArgumentError, Option, type Command } from 'commander';

/** Who answers a doubt where nobody says so. */
export const REVIEWER = '督查室';

/** `--json`, and for those that ask the server, who asks and about which campaign. */
export function common(command: Command, server: boolean): Command {
  command.option('--json', '按 JSON 输出，供程序读取');
  if (!server) return command;
  return command
    .option('--as <身份>', 'office、principal、auditor、unit:单位名称 或 post:职务', 'office')
    .option('--campaign <编号>', '专项行动编号；只有一个进行中的可以不写');
}

/** An option that may be written several times. */
export function gathered(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** An option by its flags; `<名称...>` takes several, which commander only sees behind a Latin letter. */
export function optionOf(flags: string, description: string): Option {
  const option = new Option(flags, description);
  if (/\.\.\.[>\]]$/.test(flags)) option.variadic = true;
  return option;
}

/** An option that takes one of a few words; the name that the API has for a word is understood too. */
export function wordsFor(option: Option, words: Readonly<Record<string, string>>): Option {
  const names = Object.values(words);
  return option.choices(Object.keys(words)).argParser((given: string) => {
    const meant = Object.hasOwn(words, given) ? words[given] : given;
    if (meant !== undefined && names.includes(meant)) return meant;
    throw new InvalidArgumentError(`Allowed choices are ${Object.keys(words).join(', ')}.`);
  });
}

/** Example lines under the help of a command. */
export function examples(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText(
    'after',
    ['', '示例：', ...lines.map((line) => `  ${line}`)].join('\n'),
  );
}

/** Examples of a group of commands; each is also under the help of the command that it shows. */
export function groupExamples(group: Command, ...lines: readonly string[]): Command {
  for (const command of group.commands) {
    const own = lines.filter((line) => line.startsWith(`duban ${group.name()} ${command.name()} `));
    if (own.length > 0) examples(command, ...own);
  }
  return examples(group, ...lines);
}

/** The documents that a campaign binds. */
export function documentOptions(command: Command): Command {
  return command
    .requiredOption('--regime <文件>', '制度（YAML）')
    .option('--units <文件>', '单位名录（YAML）；不写时方案中的每个名称各算一个单位')
    .option('--calendar <文件>', '工作日历（JSON）；不写时用随附的国务院节假日安排')
    .option('--from <日期>', '从哪一天起（含）；不写时为今天')
    .option('--to <日期>', '到哪一天止（含）；不写时为当年12月31日')
    .option('--title <名称>', '方案没有标题时在此写明')
    .addOption(
      new Option(
        '--leadership <方式>',
        '同一格内并列的牵头单位：joint 合报一份，several 各报各的',
      ).choices(['joint', 'several']),
    )
    .option(
      '--several <任务>',
      '只有这些任务的并列牵头单位各报各的：编号或序号，逗号分开；all 为全部',
    );
}
