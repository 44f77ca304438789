import { randomUUID } from 'node:crypto';
import { dayOf, instantOf, isRealDay } from '../../domain/instant.ts';
import { term } from '../../domain/terms.ts';
import type { InputOf, OutputOf } from '../operations.ts';
import { instantWords, table } from '../print.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { readCalendar, readRegimeFile, readUnits, ZONE } from './documents.ts';
import { print, usage, type Io } from './io.ts';
import { dayWords, item as hanging } from './words.ts';

interface Requested extends Common {
  readonly requestId?: string;
}

export interface OpenOptions extends Requested {
  readonly regime: string;
  readonly units?: string;
  readonly calendar?: string;
  readonly year?: string;
  readonly title?: string;
}

export interface RegisterOptions extends Requested {
  readonly source: string;
  readonly text: string;
  readonly leader: string;
  readonly lead: readonly string[];
  readonly cooperating?: readonly string[];
  readonly on?: string;
  readonly due?: string;
  readonly urgency: 'urgent' | 'ordinary' | 'difficult';
  readonly title?: string;
  readonly newUnit?: boolean;
}

export interface DecideItemOptions extends Requested {
  readonly reason?: string;
}

export interface ListOptions extends Common {
  readonly phase?: InputOf<'listItems'>['phase'];
  readonly source?: string;
}

type View = OutputOf<'showItem'>;

/** `duban item open`: a campaign of items, from a regime alone. */
export async function openItems(io: Io, options: OpenOptions): Promise<void> {
  const { title, units, calendar } = options;
  const today = dayOf(instantOf(io.now(), ZONE), ZONE);
  const year = Number(options.year ?? today.slice(0, 4));
  if (!Number.isInteger(year)) usage(`--year ${options.year ?? ''} 不是年份，应写作 2026。`);
  const requestId = options.requestId ?? randomUUID();
  const input = {
    regime: readRegimeFile(options.regime),
    calendar: readCalendar(calendar),
    ...(units === undefined ? {} : { directory: readUnits(units) }),
    ...{ year, title, requestId },
  };
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'openItems', input, options.as),
  );
  print(io, options.json, { ...done, requestId }, ({ campaign }) =>
    [
      `已设立 ${done.title}（${campaign}），登记在这里的事项可办至 ${year + 1} 年年底。`,
      `登记事项：duban item register --campaign ${campaign} …`,
    ].join('\n'),
  );
}

export async function registerItem(io: Io, options: RegisterOptions): Promise<void> {
  const { source, text, title, urgency, lead, cooperating = [], campaign, newUnit } = options;
  const on = day('--on', options.on ?? dayOf(instantOf(io.now(), ZONE), ZONE));
  const due = options.due === undefined ? undefined : day('--due', options.due);
  const requestId = options.requestId ?? randomUUID();
  const input = {
    ...{ campaign, source, text, title, urgency, on, due, requestId },
    ...{ lead: [...lead], cooperating: [...cooperating], newUnits: newUnit === true },
    leader: leaderOf(options.leader),
  };
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'registerItem', input, options.as),
  );
  const again = done.repeated ? '（此前已登记，没有重复）' : '';
  print(io, options.json, done, (view) =>
    [
      `已登记${again}：${view.source}事项 ${view.item}“${view.title}”，送${view.approver}，限 ${momentWords(view.limitAt, view)} 前决定；逾期自动失效，不会自动立项。`,
      `批准：duban item approve ${view.item} --campaign ${view.campaign} --as post:${view.approver}`,
      `请求编号：${requestId}`,
    ].join('\n'),
  );
}

function leaderOf(written: string): string {
  if (written === 'principal' || written === '主要领导') return 'principal';
  return written.startsWith('post:') ? written : `post:${written}`;
}

function day(option: string, text: string): string {
  return isRealDay(text) ? text : usage(`${option} ${text} 不是日期，应写作 2026-03-05。`);
}

const DONE = { approve: '已立项', reject: '不予立项', withdraw: '已撤回', propose: '已再次送批' };

export async function decideItem(
  io: Io,
  act: keyof typeof DONE,
  item: string,
  options: DecideItemOptions,
): Promise<void> {
  const { campaign, reason } = options;
  const requestId = options.requestId ?? randomUUID();
  const input = { item, campaign, act, reason, requestId };
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'decideItem', input, options.as),
  );
  print(io, options.json, done, (view) =>
    [
      `${DONE[act]}${done.repeated ? '（此前已决定，没有重复）' : ''}：${nameOf(view)}${decidedWords(act, view)}。`,
      `请求编号：${requestId}`,
    ].join('\n'),
  );
}

function nameOf({ number, item, title }: View): string {
  return `${number ?? item}“${title}”`;
}

function decidedWords(act: keyof typeof DONE, view: View): string {
  if (act === 'propose') return `，限 ${momentWords(view.limitAt, view)} 前决定`;
  if (act !== 'approve') return '';
  const until = view.due === null ? '' : `，办结期限 ${dayWords(view.due)}`;
  return view.number === null ? `，正在编号交办${until}` : until;
}

export async function listItems(io: Io, options: ListOptions): Promise<void> {
  const { campaign, phase, source } = options;
  const answer = await call(io, 'listItems', { campaign, phase, source }, options.as);
  print(io, options.json, answer, ({ items, zone }) =>
    items.length === 0
      ? '没有督办事项。请用 duban item register 登记。'
      : table(
          ['事项', '编号', '来源', '名称', '责任单位', '状态', '期限', '办理'],
          items.map((line) => [
            line.item,
            line.number ?? '',
            `${line.source}（${line.leader}）`,
            line.title,
            line.units.join('、'),
            term(`item-${line.phase}`),
            line.phase === 'waiting' ? momentWords(line.limitAt, { zone }) : (line.due ?? ''),
            line.verdict === null ? '' : term(line.verdict),
          ]),
          { width: io.width },
        ),
  );
}

export async function showItem(io: Io, item: string, options: Common): Promise<void> {
  const { campaign } = options;
  const view = await call(io, 'showItem', { item, campaign }, options.as);
  print(io, options.json, view, () => viewWords(view, io.width));
}

export function viewWords(view: View, width: number): string {
  const { source, leader, on, urgency, units, phase, due, verdict, text } = view;
  const outcome = verdict === null ? '' : `，${term(verdict)}`;
  return [
    `${nameOf(view)}（${view.item}，${view.campaign}）${term(`item-${phase}`)}${outcome}`,
    ...hanging(
      `${source}，${leader}，${dayWords(on)}，${term(urgency)}；责任单位 ${units.join('、')}`,
      width,
      '  ',
    ),
    ...hanging(text, width, '  '),
    `  ${phase === 'waiting' ? `限 ${momentWords(view.limitAt, view)} 前由${view.approver}决定` : due === null ? '' : `办结期限 ${dayWords(due)}`}`,
    '',
    '经过',
    ...view.history.flatMap(({ at, text: what, reason }) => [
      ...hanging(`${momentWords(at, view)}　${what}`, width, '· '),
      ...(reason === null ? [] : hanging(reason, width, '    ')),
    ]),
    ...(phase === 'approved'
      ? ['', `办理经过：duban task ${view.item} --campaign ${view.campaign}`]
      : []),
  ].join('\n');
}

function momentWords(instant: string | null, { zone }: Pick<View, 'zone'>): string {
  return instant === null ? '' : instantWords(instant, zone);
}
