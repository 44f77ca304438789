import { randomUUID } from 'node:crypto';
import { epoch, plusDays, type Instant } from '../../domain/instant.ts';
import { term } from '../../domain/terms.ts';
import type { OutputOf } from '../operations.ts';
import { instantWords, table } from '../print.ts';
import { call } from './call.ts';
import { readDocuments, type DocumentPaths } from './documents.ts';
import { CommandEnd, EXIT, print, usage, type Io } from './io.ts';
import { leadershipOf, listOf, type LeadershipOptions } from './leadership.ts';
import { refuseOpen } from './reviewed.ts';
import { burdenReason, startTimes, type StartTimes } from './startTimes.ts';
import { countsWords, dayWords, item } from './words.ts';

export interface Common {
  readonly json?: boolean;
  readonly as?: string;
  readonly campaign?: string;
}

export interface StartOptions extends Common, DocumentPaths, LeadershipOptions, StartTimes {
  readonly trial?: boolean;
  readonly confirm?: string;
  readonly title?: string;
  readonly burdenReason?: string;
  readonly requestId?: string;
}

/** `duban campaign start PLAN --regime R`: the documents are read here and sent whole. */
export async function startCampaign(io: Io, plan: string, options: StartOptions): Promise<void> {
  const { review, ...documents } = await readDocuments(io, plan, options, options.title);
  refuseOpen(plan, review.required, '专项行动没有启动');
  const requestId = options.requestId ?? randomUUID();
  const confirm = [...listOf(options.confirm), ...review.confirm];
  const leadership = leadershipOf(options);
  const times = startTimes(options, documents.calendar.zone);
  mustNotBePast(io, times.startedAt);
  const trial = options.trial === true ? { trial: true } : {};
  const more = { ...trial, ...burdenReason(options), confirm, leadership, requestId };
  const input = { ...documents, ...times, ...more };
  const { campaign } = await withRequest(io, options, requestId, () =>
    call(io, 'createCampaign', input, options.as),
  );
  const { horizon, plan: draft } = documents;
  print(io, options.json, { campaign, requestId }, () =>
    [
      `已启动专项行动 ${campaign}${options.trial === true ? '（试运行，通知只送督查室）' : ''}：${draft.title ?? ''}`,
      `任务 ${draft.tasks.length} 项，期限 ${dayWords(horizon.from)}至${dayWords(plusDays(horizon.to, -1))}。首批通知 ${firstWords(options)}发出。`,
      `如属误启动，请在此之前撤回：duban campaign withdraw ${campaign} --reason 理由`,
      `查看：duban campaign show ${campaign}`,
    ].join('\n'),
  );
}

function mustNotBePast(io: Io, startedAt: Instant | undefined): void {
  if (startedAt !== undefined && epoch(startedAt) < io.now()) {
    usage(`--start ${startedAt} 已经过去，请改为以后的时刻；立即启动的不必写。`);
  }
}

function firstWords({ start, firstNotices }: StartTimes): string {
  if (firstNotices !== undefined) return `${firstNotices} `;
  return start === undefined ? '30 分钟后' : '启动后 30 分钟';
}

/** A command that was cut off names its request, so that it can be repeated without doing it twice. */
export async function withRequest<T>(
  io: Io,
  { json, requestId: own }: { readonly json?: boolean; readonly requestId?: string },
  requestId: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (own === undefined && json !== true && mayRepeat(error)) {
      io.err(`请求编号：${requestId}（重试时加 --request-id ${requestId}）`);
    }
    throw error;
  }
}

function mayRepeat(error: unknown): boolean {
  if (!(error instanceof CommandEnd)) return true;
  return error.exit === EXIT.away || ((error.json as { status?: number }).status ?? 0) >= 500;
}

export async function listCampaigns(io: Io, options: Common): Promise<void> {
  const answer = await call(io, 'listCampaigns', {}, options.as);
  print(io, options.json, answer, ({ campaigns }) =>
    campaigns.length === 0
      ? '还没有专项行动。请用 duban campaign start 启动。'
      : table(
          ['编号', '名称', '期限', '任务', '状态'],
          campaigns.map(({ id, title, horizon, tasks, state, trial }) => [
            id,
            title,
            `${horizon.from} 至 ${plusDays(horizon.to, -1)}`,
            tasks,
            `${STATES[state]}${trialWords(trial)}`,
          ]),
          { width: io.width },
        ),
  );
}

const STATES = {
  starting: '正在启动',
  running: '进行中',
  paused: '已暂停',
  'looking-back': '回头看',
  ended: '已结束',
} as const;

export async function showCampaign(
  io: Io,
  campaign: string | undefined,
  options: Common,
): Promise<void> {
  const wanted = campaign ?? options.campaign ?? 'current';
  const answer = await call(io, 'showCampaign', { campaign: wanted }, options.as);
  print(io, options.json, answer, (view) => campaignWords(view, io.width));
}

type View = OutputOf<'showCampaign'>;

export function campaignWords(view: View, width: number): string {
  const { zone, horizon } = view;
  const year = Number(horizon.from.slice(0, 4));
  const moment = (instant: string | null) =>
    instant === null ? '' : instantWords(instant, zone, year);
  const upcoming = table(
    ['到期', '', '事项', '期', '应报'],
    view.upcoming.map(({ due, provisional, title, period, expected }) => [
      moment(due),
      provisional ? '暂定' : '',
      title,
      period || '一次',
      expected,
    ]),
    { width },
  );
  const bulletins = table(
    ['通报', '期', '状态', '截至', '报送情况', '点名'],
    view.bulletins.map((bulletin) => [
      bulletin.title,
      bulletin.period,
      bulletin.number === null ? term(bulletin.phase) : `第${bulletin.number}号，已签发`,
      moment(bulletin.cutOff),
      bulletin.figures === null ? '' : shortCounts(bulletin.figures),
      bulletin.criticised.join('、'),
    ]),
    { width },
  );
  const gates = view.gates.flatMap(({ what, approver, limitAt, command }) => [
    ...item(`${what}，由${approver}决定，限 ${moment(limitAt)} 前`, width),
    `  ${command}`,
  ]);
  return [
    `${view.title}（${view.id}）${STATES[view.state]}${trialWords(view.trial)}`,
    `期限 ${horizon.from} 至 ${plusDays(horizon.to, -1)}　任务 ${view.tasks} 项　约谈 ${view.interviews} 件`,
    `制度 ${view.regime}`,
    ...liveLines(view),
    countsWords(view.counts),
    ...beforeLines(view, width),
    ...(view.upcoming.length > 0 ? ['', '接下来的到期', upcoming] : []),
    ...(gates.length > 0 ? ['', '等待决定', ...gates] : []),
    ...(view.bulletins.length > 0 ? ['', '通报', bulletins] : []),
  ].join('\n');
}

/** 试运行 is marked wherever a campaign is named. */
export function trialWords(trial: true | undefined): string {
  return trial === true ? '（试运行）' : '';
}

function liveLines({ id, wentLive }: View): readonly string[] {
  if (wentLive === null) return [];
  const { trial, campaign } = wentLive;
  return [id === trial ? `已转入正式：${campaign}` : `由试运行 ${trial} 转入正式`];
}

const PERIODS_SHOWN = 12;

/** 启动前: what nobody is reminded of, judged for or expected to report; by duty. */
function beforeLines({ before }: View, width: number): readonly string[] {
  if (before.length === 0) return [];
  const byTitle = new Map<string, string[]>();
  for (const { title, period } of before) {
    byTitle.set(title, [...(byTitle.get(title) ?? []), period]);
  }
  const told = [...byTitle].map(([title, periods]) => {
    const more = periods.length > PERIODS_SHOWN ? `等 ${periods.length} 期` : '';
    return `${title} ${periods.slice(0, PERIODS_SHOWN).join('、')}${more}`;
  });
  return item(`${term('before-start')}（不提醒、不判定、不计入应报）：${told.join('；')}`, width);
}

function shortCounts({
  expected,
  onTime,
  late,
  missing,
  exempt,
  pending,
  underReview = 0,
}: View['counts'] & { readonly underReview?: number | undefined }): string {
  const parts = [
    [onTime, '按时'],
    [late, '迟报'],
    [missing, '未报'],
    [exempt, '免报'],
    [pending, '待报'],
    [underReview, '复核中'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${what}${count}`);
  return `应报${expected}：${told.join(' ')}`;
}
