import { randomUUID } from 'node:crypto';
import { Calendar } from '../../domain/calendar.ts';
import { checkCalendar } from '../../domain/calendarChangeCheck.ts';
import { isRealDay } from '../../domain/instant.ts';
import { readYaml } from '../../importers/yaml.ts';
import { refuseText } from '../faultyDocument.ts';
import type { OutputOf } from '../operations.ts';
import { instantWords, table } from '../print.ts';
import { call } from './call.ts';
import { countWords, momentWords, unitsWords, wantedOf } from './changeLines.ts';
import { withRequest, type Common } from './campaign.ts';
import { textOf } from './documents.ts';
import { print, usage, type Io } from './io.ts';
import { dayWords, item } from './words.ts';

export interface CalendarOptions extends Common {
  readonly calendar: string;
  readonly from?: string;
}

export interface PublishOptions extends CalendarOptions {
  readonly confirm: string;
  readonly reason: string;
  readonly requestId?: string;
}

export interface WithdrawOptions extends Common {
  readonly reason: string;
  readonly requestId?: string;
}

type View = OutputOf<'showCalendar'>;

/** `duban calendar show [CAMPAIGN]`: the calendar in force, and every one before it. */
export async function showCalendar(io: Io, id: string | undefined, options: Common): Promise<void> {
  const view = await call(io, 'showCalendar', { campaign: wantedOf(id, options) }, options.as);
  print(io, options.json, view, viewWords);
}

function viewWords({ campaign, calendar, versions, zone }: View): string {
  const lines = versions.map(({ id, version, at, reason, from, withdraws }) => {
    const taken = withdraws === null ? '' : `撤回第${withdraws.version}版，恢复`;
    const since = from === null ? '' : `，${dayWords(from)}起的日子按新日历`;
    return `· ${instantWords(at, zone)} ${taken}${id} 第${version}版${since}${reason === null ? '' : `（${reason}）`}`;
  });
  return [
    `专项行动 ${campaign} 现行工作日历 ${calendar.id} 第${calendar.version}版，节假日安排公布至 ${calendar.announcedThrough}`,
    ...lines,
  ].join('\n');
}

/**
 * The file, checked against the calendar in force: every fault at its line. A publication may be the repetition of one
 * that was taken, so that its version is left to the server.
 */
function readNext(path: string, view: View, publishing: boolean): Calendar {
  const { calendar: old, today, first, versions } = view;
  const checks = (next: Calendar) =>
    checkCalendar(next, { old, today, first, published: versions }).filter(
      (found) => !publishing || found.path[0] !== 'version',
    );
  const { value, faults } = readYaml(textOf(path), Calendar, checks);
  if (value !== undefined) return value;
  return refuseText(`工作日历（${path}）`, faults);
}

async function inputOf(
  io: Io,
  id: string | undefined,
  options: CalendarOptions,
  publishing = false,
) {
  const { from } = options;
  if (from !== undefined && !isRealDay(from)) {
    usage(`--from ${from} 不是日期，应写作 2027-01-01。`);
  }
  const campaign = wantedOf(id, options);
  const view = await call(io, 'showCalendar', { campaign }, options.as);
  const calendar = readNext(options.calendar, view, publishing);
  return { campaign: view.campaign, calendar, from };
}

/** `duban calendar preview CAMPAIGN --calendar FILE`: what would change, and the digest to confirm it with. */
export async function previewCalendar(
  io: Io,
  id: string | undefined,
  options: CalendarOptions,
): Promise<void> {
  const input = await inputOf(io, id, options);
  const preview = await call(io, 'previewCalendar', input, options.as);
  print(io, options.json, preview, () => previewWords(preview, options, io.width));
}

type Preview = OutputOf<'previewCalendar'>;

export function previewWords(
  preview: Preview,
  { calendar, from }: Pick<CalendarOptions, 'calendar' | 'from'>,
  width: number,
): string {
  const { campaign, old, next, digest, counts, suspended, notes, today } = preview;
  const since = preview.from === today ? '发布后即生效' : `${preview.from} 起的日子按新日历`;
  const option = from === undefined ? '' : ` --from ${from}`;
  const publish = `duban calendar publish ${campaign} --calendar ${calendar}${option} --confirm ${digest} --reason 理由`;
  const { atOnce } = counts;
  return [
    `工作日历 ${old.id} 第${old.version}版 → ${next.id} 第${next.version}版，公布至 ${old.announcedThrough} → ${next.announcedThrough}，${since}`,
    ...item(toldOf(preview), width, ''),
    ...(preview.lines.length > 0 ? [linesTable(preview, width)] : []),
    ...(preview.units.length > 0 ? item(unitsWords(preview.units), width) : []),
    ...(atOnce > 0 ? item(`其中 ${atOnce} 个时点按新日历已到，发布后即行判定或办理`, width) : []),
    ...(suspended.length > 0
      ? item(`暂停中的任务 ${suspended.length} 项，恢复时按新日历推定时点`, width)
      : []),
    ...notes.flatMap((note) => item(note, width)),
    ...item('已作的判定不变；已送签的通报、已提请的约谈，其限期不变', width),
    `清单校验码：${digest}`,
    `核对无误后发布：${publish}`,
  ].join('\n');
}

function toldOf(preview: Preview): string {
  const { moved, appears, vanishes, confirmed, unconfirmed } = preview.counts;
  const told = [
    [moved, '移动'],
    [appears, '新增'],
    [vanishes, '取消'],
    [confirmed, '由暂定转为确定'],
    [unconfirmed, '转为暂定'],
  ] as const;
  return countWords(told, preview);
}

function linesTable(preview: Preview, width: number): string {
  return table(
    ['变动', '时点', '原', '新', '任务', '缘由'],
    preview.lines.map((line) => [
      `${line.words.change}${line.atOnce ? '，即行办理' : ''}`,
      line.words.point,
      momentWords(line.from, line.provisional.before, preview),
      line.change === 'confirmed' ? '不变' : momentWords(line.to, line.provisional.after, preview),
      line.kind === 'cut-off' ? '' : `${line.tasks.length} 项`,
      line.words.cause,
    ]),
    { width },
  );
}

/** `duban calendar publish [CAMPAIGN] --calendar FILE --confirm DIGEST`: what was previewed, and nothing else. */
export async function publishCalendar(
  io: Io,
  id: string | undefined,
  options: PublishOptions,
): Promise<void> {
  const { confirm, reason } = options;
  const requestId = options.requestId ?? randomUUID();
  const input = { ...(await inputOf(io, id, options, true)), confirm, reason, requestId };
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'publishCalendar', input, options.as),
  );
  print(io, options.json, done, ({ campaign, calendar, changes, repeated }) =>
    [
      repeated
        ? `此前已发布（没有重复）：专项行动 ${campaign} 改用工作日历 ${calendar.id} 第${calendar.version}版。`
        : `已发布：专项行动 ${campaign} 改用工作日历 ${calendar.id} 第${calendar.version}版，时点变动 ${changes} 个，正在告知各任务。`,
      `请求编号：${requestId}`,
    ].join('\n'),
  );
}

/** `duban calendar withdraw [CAMPAIGN]`: takes the last one back. */
export async function withdrawCalendar(
  io: Io,
  id: string | undefined,
  options: WithdrawOptions,
): Promise<void> {
  const requestId = options.requestId ?? randomUUID();
  const input = { campaign: wantedOf(id, options), reason: options.reason, requestId };
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'withdrawCalendar', input, options.as),
  );
  print(io, options.json, done, ({ campaign, calendar, repeated }) =>
    [
      `已撤回${repeated ? '（此前已撤回，没有重复）' : ''}：专项行动 ${campaign} 恢复工作日历 ${calendar.id} 第${calendar.version}版，各时点恢复原样。`,
      `请求编号：${requestId}`,
    ].join('\n'),
  );
}
