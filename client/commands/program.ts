import { Command, CommanderError, Option } from 'commander';
import { addAccountCommands } from './accountProgram.ts';
import { addAuditCommands } from './auditProgram.ts';
import { addBeginningCommands, addStartCommands, startOptions } from './beginningProgram.ts';
import { addCalendarCommands } from './calendarProgram.ts';
import type { Common, StartOptions } from './campaign.ts';
import {
  common,
  documentOptions,
  examples,
  gathered,
  groupExamples,
  optionOf,
  wordsFor,
} from './commandOptions.ts';
import type { DecideOptions } from './decide.ts';
import { ACTS, type Act } from '../decisionActs.ts';
import { addContentCommands } from './contentProgram.ts';
import { addDocumentCommands } from './documentProgram.ts';
import { helpIn, usageWords } from './help.ts';
import type { InboxOptions } from './inbox.ts';
import { CommandEnd, EXIT, fail, type Io } from './io.ts';
import { addItemCommands } from './itemProgram.ts';
import { addLinkCommands } from './linkProgram.ts';
import { addLoadCommands } from './loadProgram.ts';
import { addPlanCommands } from './planProgram.ts';
import { addProofCommands } from './proofProgram.ts';
import { addRegimeCommands } from './regimeProgram.ts';
import { addReportCommands, extraOptions } from './reportProgram.ts';
import type { ReportOptions } from './report.ts';
import { addTalkCommands, TALK_EXAMPLES } from './talkProgram.ts';
import type { TasksOptions } from './tasks.ts';
import { addUnitCommands } from './unitProgram.ts';

/** Runs one command line; the exit code. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const json = argv.includes('--json');
  try {
    const program = programOf(io);
    await addActGroup(program, io, argv);
    if (argv.length === 0) {
      program.outputHelp();
      return EXIT.done;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof CommanderError)) return fail(io, error, json);
    if (error.exitCode === 0) return EXIT.done;
    if (error.code === 'commander.help') return EXIT.usage;
    return fail(io, new CommandEnd(EXIT.usage, usageWords(error)), json);
  }
}

function programOf(io: Io): Command {
  const program = new Command('duban')
    .description('督办：按制度提醒、收报、判定、升级，直到提请约谈')
    .helpOption('-h, --help', '显示用法')
    .helpCommand(false)
    .exitOverride()
    .configureHelp(helpIn(io.width))
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
      outputError: () => undefined,
    })
    .addHelpText('after', `\n${PROGRAM_EXAMPLES}`);
  addDocumentCommands(program, io);
  addCampaignCommands(program, io);
  addTaskCommands(program, io);
  addDecisionCommand(program, io);
  addProofCommands(program, io);
  addContentCommands(program, io);
  addReportCommands(program, io);
  addCalendarCommands(program, io);
  addRegimeCommands(program, io);
  addUnitCommands(program, io);
  addItemCommands(program, io);
  addPlanCommands(program, io);
  addLinkCommands(program, io);
  addLoadCommands(program, io);
  addBeginningCommands(program, io);
  addAuditCommands(program, io);
  addAccountCommands(program, io);
  return program;
}

/** The acts on a task are a table of their own; it is read when one of them is asked for. */
async function addActGroup(program: Command, io: Io, argv: readonly string[]): Promise<void> {
  const group = program
    .command('act')
    .helpCommand(false)
    .description('办理任务事项：签收、核实、延期、移交、销号……');
  if (!argv.includes('act')) return;
  const { addActCommands } = await import('./act.ts');
  addActCommands(group, io);
}

const PROGRAM_EXAMPLES = `import、review、diff、export、rehearse、verify、key、glossary 不需要服务在运行；
其余命令（和 export --campaign）请先运行 npm start。
每个命令都可加 --json（供程序读取）和 --help。
退出码：0 成功，1 未获受理，2 用法有误，3 服务没有运行。

先后顺序示例：
  duban import 方案.xlsx
  duban review 方案.xlsx
  duban rehearse 方案.xlsx --regime 制度.yaml --from 2026-01-01 --to 2026-12-31
  duban campaign start 方案.xlsx --regime 制度.yaml
  duban report 3 --as unit:区发改局 --text "本月完成……"`;

function addCampaignCommands(program: Command, io: Io): void {
  const group = program
    .command('campaign')
    .helpCommand(false)
    .description('专项行动：启动、查看、暂停、恢复、结束');
  const start = documentOptions(common(group.command('start <方案>'), true))
    .description('按方案和制度启动专项行动；有未解决的问题时一项也不启动')
    .option(
      '--confirm <代码>',
      '已看过并接受的问题：deadline-past（时限已过）、list-open（名单以“等”结尾）；多个用逗号分开',
    )
    .option('--request-id <编号>', '请求编号：同一编号重复提交只启动一次；不写则自动生成')
    .action(async (plan: string, options: StartOptions) => {
      const { startCampaign } = await import('./campaign.ts');
      await startCampaign(io, plan, options);
    });
  examples(
    start,
    'duban campaign start 方案.xlsx --regime 制度.yaml --units 名录.yaml --from 2026-01-01 --to 2026-12-31',
  );
  startOptions(start);
  addStartCommands(group, io);
  common(group.command('list'), true)
    .description('列出专项行动')
    .action(async (options: Common) => {
      const { listCampaigns } = await import('./campaign.ts');
      await listCampaigns(io, options);
    });
  common(group.command('show [编号]'), true)
    .description('报送情况、接下来的到期、等待决定的事项、各期通报')
    .action(async (id: string | undefined, options: Common) => {
      const { showCampaign } = await import('./campaign.ts');
      await showCampaign(io, id, options);
    });
  for (const act of ['pause', 'resume', 'close'] as const) {
    const command = common(group.command(`${act} [编号]`), true)
      .description(`${ACTS[act]}专项行动`)
      .option('--request-id <编号>', '请求编号；不写则自动生成')
      .action(async (id: string | undefined, options: DecideOptions) => {
        const { decide } = await import('./decide.ts');
        await decide(io, act, id ?? options.campaign, options);
      });
    if (act !== 'resume') command.requiredOption('--reason <理由>', '理由，记入台账');
  }
}

function addTaskCommands(program: Command, io: Io): void {
  const list = common(program.command('tasks'), true)
    .description('列出任务')
    .option('--unit <单位>', '只看某个单位的')
    .addOption(
      wordsFor(new Option('--verdict <判定>', '只看有这种判定的'), {
        待报: 'pending',
        按时: 'on-time',
        迟报: 'late',
        未报: 'missing',
        免报: 'exempt',
      }),
    )
    .option('--late', '只看有迟报的')
    .option('--missing', '只看有未报的')
    .option('--category <类别>', '只看方案中的某一类')
    .option('--after <位置>', '从哪里接着列（上一页末尾给出）')
    .option('--limit <数量>', '每页多少项')
    .action(async (options: TasksOptions) => {
      const { listTasks } = await import('./tasks.ts');
      await listTasks(io, options);
    });
  examples(list, 'duban tasks --missing', 'duban tasks --unit 区发改局 --limit 20');
  const show = common(program.command('task <任务>'), true)
    .description('一项任务的经过、每一步的理由、若无人处理接下来会怎样')
    .action(async (task: string, options: Common) => {
      const { showTask } = await import('./tasks.ts');
      await showTask(io, task, options);
    });
  examples(show, 'duban task 3        按方案中的序号', 'duban task t0003    按任务编号');
  const send = common(program.command('report <任务>'), true)
    .description('报送；不写报告期时报最早一期未报的')
    .option('--text <内容>', '报送内容（上限 2 万字）')
    .option('--file <文件>', '从文件读内容（UTF-8）')
    .option('--nil <原因>', '零报告：说明本期为何没有新情况')
    .option('--value <数>', '本期完成数，方案写有指标的，宽限期满时与指标对照')
    .option('--field <标识=内容>', '填报表的一项，可写多次', gathered)
    .option('--measure <标识=数>', '计量指标：累计数，或名次（3、3/56），可写多次', gathered)
    .option('--fall-reason <原因>', '累计数比上次少的原因')
    .option('--period <报告期>', '如 2026-03；更新已报内容、报完成时限时必须写明')
    .option('--duty <标识>', '报送要求的标识；完成时限写 deadlines')
    .option('--unit <单位>', '督查室代录时写明单位')
    .option('--request-id <编号>', '请求编号：同一编号重复提交只算一次；不写则自动生成')
    .action(async (task: string, options: ReportOptions) => {
      const { report } = await import('./report.ts');
      await report(io, task, options);
    });
  extraOptions(send);
  examples(
    send,
    'duban report 3 --as unit:区发改局 --text "本月完成供热管网2.1公里"',
    'duban report 3 --as unit:区发改局 --nil "冬季停工" --period 2026-01',
    'duban report 3 --as unit:区发改局 --duty deadlines --period 2026-06-30 --text "已批复"',
  );
  const read = common(program.command('inbox <收件人>'), true)
    .description('收件箱：单位、职务、领导、office 督查室、principal 主要领导')
    .option('--skip <数量>', '跳过前面多少条')
    .option('--limit <数量>', '一次看多少条')
    .action(async (recipient: string, options: InboxOptions) => {
      const { inbox } = await import('./inbox.ts');
      await inbox(io, recipient, options);
    });
  examples(read, 'duban inbox 区发改局', 'duban inbox 区发改局/联络员', 'duban inbox office');
}

function addDecisionCommand(program: Command, io: Io): void {
  const group = program
    .command('decide')
    .helpCommand(false)
    .description('作出决定：批准、签发、退回、免报……');
  for (const [act, words] of Object.entries(ACTS) as [Act, string][]) {
    const [what, more] = DECIDED[act];
    const command = common(group.command(`${act} [事项]`), true)
      .description(`${words}${what}`)
      .option('--reason <理由>', '理由，记入台账')
      .option('--request-id <编号>', '请求编号：同一编号重复提交只算一次；不写则自动生成')
      .action(async (subject: string | undefined, options: DecideOptions) => {
        const { decide } = await import('./decide.ts');
        await decide(io, act, subject, options);
      });
    for (const [flags, description] of more) command.addOption(optionOf(flags, description));
  }
  addTalkCommands(group, io);
  groupExamples(
    group,
    'duban decide approve 区发改局 --as post:区政府分管领导',
    'duban decide reject 区发改局 --as post:区政府分管领导 --reason 已当面说明',
    'duban decide sign --as post:区政府分管领导',
    'duban decide return --as post:区政府分管领导 --reason 数据有误',
    'duban decide exempt 3 --period 2026-02 --reason 春节停工',
    'duban decide pause 3 --reason 规划调整',
    ...TALK_EXAMPLES,
  );
}

type Options = readonly (readonly [flags: string, description: string])[];

const BULLETIN: Options = [
  ['--bulletin <标识>', '哪一种通报；只有一期待签时可以不写'],
  ['--period <期>', '哪一期'],
];

const COMMEND = [
  '--commend <单位...>',
  '在拟表扬的单位中表扬哪些；none 为都不表扬，不写则全部表扬',
] as const;

const DECIDED: Readonly<Record<Act, readonly [what: string, options: Options]>> = {
  approve: ['约谈；事项写单位或编号', []],
  reject: ['约谈；须写理由', []],
  sign: ['通报', [...BULLETIN, COMMEND]],
  return: ['通报，退回重新汇集；须写理由', BULLETIN],
  pause: ['任务（不写任务则为专项行动）；须写理由', []],
  resume: ['任务或专项行动', []],
  close: ['任务或专项行动；须写理由', []],
  exempt: [
    '：任务某一期不必报；须写理由',
    [
      ['--period <报告期>', '免报哪一期'],
      ['--duty <标识>', '哪一条报送要求'],
      ['--unit <单位>', '哪个单位的'],
      ['--obligation <编号>', '报送义务的完整编号'],
    ],
  ],
};
