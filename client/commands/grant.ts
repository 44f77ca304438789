import { randomUUID } from 'node:crypto';
import { instantWords, table } from '../print.ts';
import { actingAs, type EndOptions, type GrantListOptions, type GrantOptions } from './account.ts';
import type { ReasonOptions } from './account.ts';
import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { ZONE } from './documents.ts';
import { print, usage, type Io } from './io.ts';

/** `duban grant list` */
export async function listGrants(io: Io, options: GrantListOptions): Promise<void> {
  const { account, role } = options;
  const answer = await call(io, 'listGrants', { account, role }, actingAs(options, 'security'));
  print(io, options.json, answer, ({ grants }) =>
    grants.length === 0
      ? '没有符合条件的授权。'
      : table(
          ['编号', '账号', '登录名', '姓名', '授权', '授予时间', '由谁授予'],
          grants.map((line) => [
            ...[line.grant, line.account, line.login, line.name, line.label],
            ...[instantWords(line.grantedAt, ZONE), line.grantedBy ?? '首次设置'],
          ]),
          { width: io.width },
        ),
  );
}

/** `duban grant add` */
export async function grantRole(io: Io, account: string, options: GrantOptions): Promise<void> {
  const { role, unit, post, campaign } = options;
  const input = { account, role, unit, post, campaign, requestId: randomUUID() };
  const done = await call(io, 'grantRole', input, actingAs(options, 'security'));
  print(io, options.json, done, ({ grant }) => `已授权（编号 ${grant}），立即生效。`);
}

/** `duban grant revoke` */
export async function revokeRole(io: Io, written: string, options: ReasonOptions): Promise<void> {
  const grant = Number(written);
  if (!Number.isInteger(grant))
    return usage(`${written} 不是授权编号，请用 duban grant list 查看。`);
  const input = { grant, reason: options.reason, requestId: randomUUID() };
  const done = await call(io, 'revokeRole', input, actingAs(options, 'security'));
  print(io, options.json, done, () => `已撤销授权 ${grant}，立即生效。`);
}

/** `duban session list` */
export async function listSessions(io: Io, options: EndOptions): Promise<void> {
  const { account } = options;
  const answer = await call(io, 'listSessions', { account }, actingAs(options, 'security'));
  print(io, options.json, answer, ({ sessions }) =>
    sessions.length === 0
      ? '没有有效的登录会话。'
      : table(
          ['会话', '账号', '登录名', '登录方式', '来自', '登录时间', '最近使用'],
          sessions.map((line) => [
            ...[line.session, line.account, line.login, line.strength, line.address],
            ...[instantWords(line.begunAt, ZONE), instantWords(line.seenAt, ZONE)],
          ]),
          { width: io.width },
        ),
  );
}

/** `duban session end` */
export async function endSession(
  io: Io,
  session: string | undefined,
  options: EndOptions,
): Promise<void> {
  const { account } = options;
  if (session === undefined && account === undefined) {
    return usage('请写明会话编号，或用 --account <账号> 结束它的全部会话。');
  }
  const input = { session, account, requestId: randomUUID() };
  const done = await call(io, 'endSession', input, actingAs(options, 'security'));
  print(io, options.json, done, ({ ended }) => `已结束 ${ended} 个会话。`);
}

/** `duban session tokens` */
export async function listTokens(io: Io, options: Common): Promise<void> {
  const answer = await call(io, 'listTokens', {}, actingAs(options, 'security'));
  print(io, options.json, answer, ({ tokens }) =>
    tokens.length === 0
      ? '没有接口口令。'
      : table(
          ['编号', '账号', '登录名', '用途', '权限', '有效至', '最近使用'],
          tokens.map((line) => [
            ...[line.token, line.account, line.login, line.label, line.scopes.join('、')],
            instantWords(line.endsAt, ZONE),
            line.usedAt === null ? '' : instantWords(line.usedAt, ZONE),
          ]),
          { width: io.width },
        ),
  );
}

/** `duban session revoke-token` */
export async function revokeToken(io: Io, token: string, options: Common): Promise<void> {
  const input = { token, requestId: randomUUID() };
  const done = await call(io, 'revokeToken', input, actingAs(options, 'security'));
  print(io, options.json, done, () => `已撤销接口口令 ${token}，立即失效。`);
}
