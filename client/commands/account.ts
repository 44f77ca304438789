import { randomUUID } from 'node:crypto';
import type { InputOf, OutputOf } from '../operations.ts';
import { instantWords, table } from '../print.ts';
import { addressOf } from '../runFile.ts';
import { homeOf } from '../startup/home.ts';
import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { ZONE } from './documents.ts';
import { print, usage, type Io } from './io.ts';

export interface ListAccountsOptions extends Common {
  readonly unit?: string;
  readonly words?: string;
  readonly state?: 'active' | 'locked' | 'left';
  readonly after?: string;
}

export interface AccountOptions extends Common {
  readonly login?: string;
  readonly name?: string;
  readonly unit?: string;
  readonly phone?: string;
  readonly subject?: string;
  readonly state?: 'active' | 'locked';
}

export interface ReasonOptions extends Common {
  readonly reason: string;
}

export interface ResetOptions extends ReasonOptions {
  readonly what: InputOf<'resetActivation'>['what'];
}

export interface HandOverOptions extends ReasonOptions {
  readonly to: string;
}

export interface ExportPersonsOptions extends ReasonOptions {
  readonly phones?: boolean;
}

export interface GrantListOptions extends Common {
  readonly account?: string;
  readonly role?: InputOf<'listGrants'>['role'];
}

export interface GrantOptions extends Common {
  readonly role: InputOf<'grantRole'>['role'];
  readonly unit?: string;
  readonly post?: string;
}

export interface EndOptions extends Common {
  readonly account?: string;
}

/** Whoever has a shell on the machine acts as the administrator whose this is, unless he says otherwise. */
export function actingAs({ as }: Common, administrator: 'system' | 'security'): string {
  return as === undefined || as === 'office' ? administrator : as;
}

/** `duban account list` */
export async function listAccounts(io: Io, options: ListAccountsOptions): Promise<void> {
  const { unit, words, state, after } = options;
  const input = { unit, words, state, after };
  const answer = await call(io, 'listAccounts', input, actingAs(options, 'system'));
  print(io, options.json, answer, ({ accounts, next }) =>
    accounts.length === 0
      ? '没有符合条件的账号。请用 duban account create 建立。'
      : [
          table(
            ['账号', '登录名', '姓名', '单位', '电话', '状态', '角色', '动态口令'],
            accounts.map((line) => [
              ...[line.account, line.login, line.name, line.unit, line.phone, line.stateLabel],
              ...[line.roles.join('、'), line.hasSecondFactor ? '已设' : ''],
            ]),
            { width: io.width },
          ),
          ...(next === null ? [] : [`还有更多：加 --after ${next}`]),
        ].join('\n'),
  );
}

/** `duban account show` */
export async function showAccount(io: Io, account: string, options: Common): Promise<void> {
  const answer = await call(io, 'showAccount', { account }, actingAs(options, 'system'));
  print(io, options.json, answer, accountWords);
}

export function accountWords(view: OutputOf<'showAccount'>): string {
  const { account, login, name, unit, phone, stateLabel, grants, sessions, tokens } = view;
  return [
    `${account} ${name}${login === null ? '' : `（${login}）`}　${stateLabel}`,
    `  单位 ${unit ?? '未写'}　电话 ${phone ?? '未写'}　动态口令${view.hasSecondFactor ? '已设' : '未设'}`,
    `  登录会话 ${sessions} 个　接口口令 ${tokens} 个`,
    grants.length === 0 ? '  没有授权' : '  授权',
    ...grants.map(
      ({ grant, label, grantedAt, grantedBy }) =>
        `  · ${grant}　${label}　${instantWords(grantedAt, ZONE)}由${grantedBy ?? '首次设置'}授予`,
    ),
  ].join('\n');
}

type Setup = NonNullable<OutputOf<'createAccount'>['setup']>;

/** Where no public address is set, that of the server on this machine stands before the link. */
function linkWords({ env }: Io, setup: Setup): readonly string[] {
  const base = addressOf(homeOf(env).folder, 'api') ?? '督办网址';
  return [
    `启用链接（只显示这一次，用一次，${instantWords(setup.endsAt, ZONE)} 前有效；请当面或经内部渠道交给本人）：`,
    `  ${setup.url.startsWith('/') ? base : ''}${setup.url}`,
  ];
}

/** `duban account create` */
export async function createAccount(io: Io, options: AccountOptions): Promise<void> {
  const { login, name, unit, phone, subject } = options;
  if (name === undefined) return usage('必须写明 --name <姓名>。');
  const input = {
    ...{ login, name, unit, phone, subject, signsIn: login !== undefined },
    requestId: randomUUID(),
  };
  const done = await call(io, 'createAccount', input, actingAs(options, 'system'));
  print(io, options.json, done, ({ account, setup }) =>
    [
      `已建立${setup === null ? '联系人' : '账号'} ${account}。`,
      ...(setup === null
        ? []
        : [...linkWords(io, setup), `授权：duban grant add ${account} --role 角色`]),
    ].join('\n'),
  );
}

/** `duban account change`: only what is written. */
export async function changeAccount(
  io: Io,
  account: string,
  options: AccountOptions,
): Promise<void> {
  const { login, name, unit, phone, subject, state } = options;
  const input = { account, login, name, unit, phone, subject, state, requestId: randomUUID() };
  const done = await call(io, 'changeAccount', input, actingAs(options, 'system'));
  print(io, options.json, done, () => `已变更账号 ${account}。`);
}

/** `duban account reset` */
export async function resetAccount(io: Io, account: string, options: ResetOptions): Promise<void> {
  const { what, reason } = options;
  const input = { account, what, reason, requestId: randomUUID() };
  const administrator = what === 'password' ? 'system' : 'security';
  const done = await call(io, 'resetActivation', input, actingAs(options, administrator));
  print(io, options.json, done, ({ setup }) =>
    [
      `已重置 ${account} 的${what === 'password' ? '口令' : '动态口令，下次登录时重新设置'}，登录会话已全部结束。`,
      ...(setup === null ? [] : linkWords(io, setup)),
    ].join('\n'),
  );
}

/** `duban account hand-over` */
export async function handOver(io: Io, account: string, options: HandOverOptions): Promise<void> {
  const { to: successor, reason } = options;
  const input = { account, successor, reason, requestId: randomUUID() };
  const done = await call(io, 'handOver', input, actingAs(options, 'security'));
  print(
    io,
    options.json,
    done,
    ({ grants, desks }) =>
      `已把 ${account} 的 ${grants} 项授权移交给 ${successor}：${desks.join('、')}。`,
  );
}

/** `duban account leave` */
export async function leaveAccount(io: Io, account: string, options: ReasonOptions): Promise<void> {
  const { reason } = options;
  const input = { account, reason, requestId: randomUUID() };
  const done = await call(io, 'leaveAccount', input, actingAs(options, 'system'));
  print(
    io,
    options.json,
    done,
    ({ name, sessions, tokens, grants }) =>
      `已办理离任，此后显示为“${name}”；结束会话 ${sessions} 个、接口口令 ${tokens} 个、授权 ${grants} 项，记录保留。`,
  );
}

/** `duban account export` */
export async function exportPersons(io: Io, options: ExportPersonsOptions): Promise<void> {
  const { phones, reason } = options;
  const input = { phones: phones === true, reason, requestId: randomUUID() };
  const answer = await call(io, 'exportPersons', input, actingAs(options, 'system'));
  print(io, options.json, answer, ({ persons }) =>
    table(
      ['账号', '登录名', '姓名', '单位', '电话', '状态', '角色'],
      persons.map((line) => [
        ...[line.account, line.login, line.name, line.unit, line.phone, line.stateLabel],
        line.roles.join('、'),
      ]),
      { width: io.width },
    ),
  );
}
