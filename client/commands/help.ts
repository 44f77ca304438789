import type { Command, CommanderError, HelpConfiguration, Option } from 'commander';
import { wrap } from '../print.ts';
import { textWidth } from '../textWidth.ts';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** Help in Chinese: commander's own words are replaced, and Chinese characters count as two columns. */
export function helpIn(width: number): HelpConfiguration {
  return {
    helpWidth: width,
    styleTitle: (title) => TITLES[title] ?? title,
    displayWidth: (text) => textWidth(text),
    boxWrap: (text, columns) => wrap(text, columns).join('\n'),
    optionDescription: ({ description, argChoices, defaultValue, ...option }: Option) => {
      const choices = argChoices ? `（可选：${argChoices.join('、')}）` : '';
      const otherwise =
        defaultValue === undefined || defaultValue === false
          ? ''
          : `（默认 ${option.defaultValueDescription ?? String(defaultValue)}）`;
      return `${description}${choices}${otherwise}`;
    },
    subcommandTerm: (command) => {
      const own = command.registeredArguments
        .map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`))
        .join(' ');
      return own === '' ? command.name() : `${command.name()} ${own}`;
    },
    commandUsage: (command) => `${path(command)} ${usageOf(command)}`.trim(),
  };
}

function path(command: Command): string {
  return command.parent ? `${path(command.parent)} ${command.name()}` : command.name();
}

function usageOf(command: Command): string {
  if (command.commands.length > 0) return '<命令> [选项]';
  const own = command.registeredArguments.map((one) =>
    one.required ? `<${one.name()}>` : `[${one.name()}]`,
  );
  return [...own, '[选项]'].join(' ');
}

/** What commander found wrong with the words of a command, as one sentence. */
export function usageWords(error: CommanderError): string {
  const [, name = ''] = /['"]([^'"]*)['"]/.exec(error.message) ?? [];
  const [, meant] = /Did you mean (?:one of )?([^?]*)\?/.exec(error.message) ?? [];
  const hint = meant === undefined ? '' : `，是否想写 ${meant}`;
  return `${SENTENCES[error.code]?.(name, error.message) ?? error.message}${hint}。加 --help 可看用法和示例。`;
}

const SENTENCES: Readonly<Record<string, (name: string, message: string) => string>> = {
  'commander.unknownOption': (name) => `没有选项 ${name}`,
  'commander.unknownCommand': (name) => `没有命令 ${name}`,
  'commander.missingArgument': (name) => `缺少“${name}”`,
  'commander.optionMissingArgument': (name) => `选项 ${name} 后面缺少内容`,
  'commander.missingMandatoryOptionValue': (name) => `必须写明 ${name}`,
  'commander.excessArguments': () => '多写了内容（含空格的内容请加引号）',
  'commander.invalidArgument': (name, message) => {
    const [, given = ''] = /argument '([^']*)' is invalid/.exec(message) ?? [];
    const [, allowed = ''] = /Allowed choices are ([^.]*)\./.exec(message) ?? [];
    const only = allowed === '' ? '' : `，只能写 ${allowed.replaceAll(', ', '、')}`;
    return `${name.split(' ')[0] === given ? '' : `${name} `}不能写“${given}”${only}`;
  },
};
