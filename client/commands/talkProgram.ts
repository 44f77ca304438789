import { Option, type Command } from 'commander';
import { ACT_WORDS } from '../../domain/interviewActs.ts';
import type { TalkAct } from '../talkInput.ts';
import { common, optionOf, wordsFor } from './commandOptions.ts';
import type { Io } from './io.ts';
import type { TalkOptions } from './talk.ts';

type Options = readonly (readonly [flags: string, description: string])[];

const MEETING: Options = [
  ['--at <时间>', '约谈时间，如 "2026-03-11 15:00"'],
  ['--place <地点>', '约谈地点'],
  ['--interviewer <职务>', '约谈人；不写则按制度'],
  ['--contact <联系>', '联系人职务和电话；不写则按制度'],
  ['--bring <材料...>', '须带的材料；不写则按制度'],
  ['--number <文号>', '约谈通知书文号；不写则自动编'],
];

const RECORD: Options = [
  ['--problems <内容>', '事由和问题'],
  ['--explanation <内容>', '单位的说明和措施'],
  ['--demands <内容>', '要求和时限'],
  ['--commitment <内容>', '单位的表态'],
];

const EVIDENCE = [
  '--evidence <佐证...>',
  '佐证材料：写文件的随即存入，否则只登记名称；可写几份',
] as const;

const TALK: Readonly<Record<TalkAct, readonly [what: string, options: Options]>> = {
  hear: ['，审批时限重计一次；只限批准人', []],
  statement: ['，由被约谈单位提交', [['--text <内容>', '说明的内容'], EVIDENCE]],
  propose: ['：提请逾期失效后再提请一次；须写理由', []],
  withdraw: ['：在决定之前；须写理由', []],
  schedule: ['：写明时间地点，约谈通知书随即送出；再次安排为改期', MEETING],
  held: ['：由他人代替到场的记为缺席', []],
  minutes: ['：按四步写明，整改时限自此起算', RECORD],
  rectified: ['，由被约谈单位报送', [['--text <内容>', '整改情况'], EVIDENCE]],
  verify: ['：不通过须写理由', []],
  second: ['：整改不到位后由批准人决定；须写理由', []],
  refer: ['：由有权的人决定，不会自动移送；须写理由', []],
};

/** The commands of an interview to its end, beside `decide approve` and `decide reject`. */
export function addTalkCommands(group: Command, io: Io): void {
  for (const [act, [what, more]] of Object.entries(TALK) as [TalkAct, (typeof TALK)[TalkAct]][]) {
    const command = common(group.command(`${act} [约谈]`), true)
      .description(`${ACT_WORDS[act]}${what}`)
      .option('--reason <理由>', '理由或附记，记入台账')
      .option('--request-id <编号>', '请求编号：同一编号重复提交只算一次；不写则自动生成')
      .action(async (subject: string | undefined, options: TalkOptions) => {
        const { talk } = await import('./talk.ts');
        await talk(io, act, subject, options);
      });
    for (const [flags, description] of more) command.addOption(optionOf(flags, description));
    if (act === 'held') {
      command.addOption(
        wordsFor(new Option('--attendance <情况>', '主要负责人是否到场；他人代替的记为缺席'), {
          到场: 'principal',
          他人代替: 'delegate',
          无人到场: 'absent',
        }).makeOptionMandatory(),
      );
    }
    if (act === 'verify') {
      command.addOption(
        wordsFor(new Option('--result <结果>', '核实结果'), {
          通过: 'passed',
          不通过: 'failed',
        }).makeOptionMandatory(),
      );
    }
  }
}

export const TALK_EXAMPLES = [
  'duban decide schedule 区发改局 --at "2026-03-11 15:00" --place 区政府三楼会议室',
  'duban decide held 区发改局 --attendance 到场',
  'duban decide rectified --as unit:区发改局 --text 已补报并整改 --evidence 整改报告.pdf',
] as const;
