import { Option, type Command } from 'commander';
import type {
  AccountOptions,
  EndOptions,
  ExportPersonsOptions,
  GrantListOptions,
  GrantOptions,
  HandOverOptions,
  ListAccountsOptions,
  ReasonOptions,
  ResetOptions,
} from './account.ts';
import type { Common } from './campaign.ts';
import { common, groupExamples, wordsFor } from './commandOptions.ts';
import type { Io } from './io.ts';

const ROLES = {
  督查室管理员: 'administrator',
  核实员: 'verifier',
  填报员: 'reporter',
  单位负责人: 'head',
  领导: 'leader',
  观察员: 'observer',
  系统管理员: 'system',
  安全管理员: 'security',
  审计管理员: 'audit',
};

/** Adds `duban account`, `duban grant`, `duban session` and `duban token`: whoever has a shell on the machine. */
export function addAccountCommands(program: Command, io: Io): void {
  const account = program
    .command('account')
    .helpCommand(false)
    .description('账号和人员：建立、变更、离任、重置、移交、导出');
  addList(account, io);
  addCreate(account, io);
  addEnds(account, io);
  groupExamples(
    account,
    'duban account create --login ducha-1 --name 督查一号 --unit 区督查室',
    'duban account reset a0004 --what second-factor --reason 更换手机',
    'duban account hand-over a0004 --to a0007 --reason 调离',
    'duban account leave a0004 --reason 调离',
  );
  addGrantCommands(program, io);
  addSessionCommands(program, io);
}

function addList(group: Command, io: Io): void {
  common(group.command('list'), true)
    .description('列出账号，电话只显示头尾')
    .option('--unit <单位>', '只看某个单位的')
    .option('--words <文字>', '登录名、姓名或单位中有这些字')
    .addOption(
      wordsFor(new Option('--state <状态>', '只看某种状态的'), {
        在用: 'active',
        停用: 'locked',
        已离任: 'left',
      }),
    )
    .option('--after <账号>', '从哪里接着列（上一页末尾给出）')
    .action(async (options: ListAccountsOptions) => {
      const { listAccounts } = await import('./account.ts');
      await listAccounts(io, options);
    });
  common(group.command('show <账号>'), true)
    .description('一个账号和它的授权')
    .action(async (id: string, options: Common) => {
      const { showAccount } = await import('./account.ts');
      await showAccount(io, id, options);
    });
}

function person(command: Command): Command {
  return command
    .option('--login <登录名>', '不写的只作联系人')
    .option('--name <姓名>', '姓名')
    .option('--unit <单位>', '所在单位')
    .option('--phone <电话>', '加密保存，显示时只留头尾')
    .option('--subject <标识>', '统一认证中的标识');
}

function addCreate(group: Command, io: Io): void {
  person(common(group.command('create'), true))
    .description('建立账号，给出一次性启用链接')
    .action(async (options: AccountOptions) => {
      const { createAccount } = await import('./account.ts');
      await createAccount(io, options);
    });
  person(common(group.command('change <账号>'), true))
    .description('变更账号；只改写明的各项')
    .addOption(
      wordsFor(new Option('--state <状态>', '停用或恢复'), { 在用: 'active', 停用: 'locked' }),
    )
    .action(async (id: string, options: AccountOptions) => {
      const { changeAccount } = await import('./account.ts');
      await changeAccount(io, id, options);
    });
}

function addEnds(group: Command, io: Io): void {
  common(group.command('reset <账号>'), true)
    .description('重置口令（给出新的启用链接）或动态口令')
    .addOption(
      new Option('--what <什么>', 'password 口令，second-factor 动态口令')
        .choices(['password', 'second-factor'])
        .default('password'),
    )
    .requiredOption('--reason <理由>', '理由，记入审计')
    .action(async (id: string, options: ResetOptions) => {
      const { resetAccount } = await import('./account.ts');
      await resetAccount(io, id, options);
    });
  common(group.command('hand-over <账号>'), true)
    .description('把一个账号的全部授权一次移交给另一个')
    .requiredOption('--to <账号>', '接任的账号')
    .requiredOption('--reason <理由>', '理由，记入审计')
    .action(async (id: string, options: HandOverOptions) => {
      const { handOver } = await import('./account.ts');
      await handOver(io, id, options);
    });
  common(group.command('leave <账号>'), true)
    .description('办理离任：结束会话和授权，隐去姓名和电话，记录保留')
    .requiredOption('--reason <理由>', '理由，记入审计')
    .action(async (id: string, options: ReasonOptions) => {
      const { leaveAccount } = await import('./account.ts');
      await leaveAccount(io, id, options);
    });
  common(group.command('export'), true)
    .description('导出人员信息；导出记入审计')
    .option('--phones', '电话写全')
    .requiredOption('--reason <理由>', '理由，记入审计')
    .action(async (options: ExportPersonsOptions) => {
      const { exportPersons } = await import('./account.ts');
      await exportPersons(io, options);
    });
}

function addGrantCommands(program: Command, io: Io): void {
  const group = program.command('grant').helpCommand(false).description('授权：列出、授予、撤销');
  common(group.command('list'), true)
    .description('列出授权')
    .option('--account <账号>', '只看某个账号的')
    .addOption(wordsFor(new Option('--role <角色>', '只看某种角色的'), ROLES))
    .action(async (options: GrantListOptions) => {
      const { listGrants } = await import('./grant.ts');
      await listGrants(io, options);
    });
  common(group.command('add <账号>'), true)
    .description('授予一种角色')
    .addOption(wordsFor(new Option('--role <角色>', '角色').makeOptionMandatory(), ROLES))
    .option('--unit <单位>', '填报员、单位负责人的单位')
    .option('--post <职务>', '领导的职务；主要领导写 principal')
    .action(async (id: string, options: GrantOptions) => {
      const { grantRole } = await import('./grant.ts');
      await grantRole(io, id, options);
    });
  common(group.command('revoke <授权编号>'), true)
    .description('撤销一项授权')
    .requiredOption('--reason <理由>', '理由，记入审计')
    .action(async (id: string, options: ReasonOptions) => {
      const { revokeRole } = await import('./grant.ts');
      await revokeRole(io, id, options);
    });
  groupExamples(
    group,
    'duban grant list --role 填报员',
    'duban grant add a0004 --role 填报员 --unit 区发改局',
    'duban grant add a0005 --role 领导 --post 区政府分管领导',
    'duban grant revoke 12 --reason 岗位调整',
  );
}

function addSessionCommands(program: Command, io: Io): void {
  const group = program
    .command('session')
    .helpCommand(false)
    .description('登录会话和接口口令：列出、结束');
  common(group.command('list'), true)
    .description('列出还有效的登录会话')
    .option('--account <账号>', '只看某个账号的')
    .action(async (options: EndOptions) => {
      const { listSessions } = await import('./grant.ts');
      await listSessions(io, options);
    });
  common(group.command('end [会话]'), true)
    .description('结束一个会话，或一个账号的全部会话')
    .option('--account <账号>', '这个账号的全部会话')
    .action(async (id: string | undefined, options: EndOptions) => {
      const { endSession } = await import('./grant.ts');
      await endSession(io, id, options);
    });
  common(group.command('tokens'), true)
    .description('列出接口口令')
    .action(async (options: Common) => {
      const { listTokens } = await import('./grant.ts');
      await listTokens(io, options);
    });
  common(group.command('revoke-token <编号>'), true)
    .description('撤销一个接口口令')
    .action(async (id: string, options: Common) => {
      const { revokeToken } = await import('./grant.ts');
      await revokeToken(io, id, options);
    });
  groupExamples(group, 'duban session list', 'duban session end --account a0004');
}
