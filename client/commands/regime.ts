import { randomUUID } from 'node:crypto';
import { isRealDay } from '../../domain/instant.ts';
import type { OutputOf } from '../operations.ts';
import { instantWords, table } from '../print.ts';
import { call } from './call.ts';
import { countWords, momentWords, unitsWords, wantedOf } from './changeLines.ts';
import { withRequest, type Common } from './campaign.ts';
import { readRegimeFile } from './documents.ts';
import { print, usage, type Io } from './io.ts';
import { dayWords, item } from './words.ts';

export interface RegimeOptions extends Common {
  readonly file: string;
  readonly from: string;
}

export interface PublishRegimeOptions extends RegimeOptions {
  readonly confirm: string;
  readonly reason: string;
  readonly requestId?: string;
}

export interface WithdrawRegimeOptions extends Common {
  readonly reason: string;
  readonly requestId?: string;
}

type View = OutputOf<'showRegime'>;

const STATES = {
  past: '已为后来的版本接替',
  'in-force': '现行',
  pending: '待生效',
  withdrawn: '已撤回',
};

/** `duban regime show [CAMPAIGN]`: the regime in force, the one to come, and every one before. */
export async function showRegime(io: Io, id: string | undefined, options: Common): Promise<void> {
  const view = await call(io, 'showRegime', { campaign: wantedOf(id, options) }, options.as);
  print(io, options.json, view, viewWords);
}

function viewWords({ campaign, regime, pending, versions, zone }: View): string {
  const lines = versions.map(({ version, at, reason, from, state, withdrawn }) => {
    const since = from === null ? '启动时' : `${dayWords(from)}起开始的报告期`;
    const why = reason === null ? '' : `，理由：${reason}`;
    const back =
      withdrawn === null ? '' : `；${instantWords(withdrawn.at, zone)} 撤回（${withdrawn.reason}）`;
    return `· ${instantWords(at, zone)} 第${version}版，${since}（${STATES[state]}）${why}${back}`;
  });
  const coming =
    pending === null ? '' : `；第${pending.regime.version}版自 ${pending.from} 起的报告期生效`;
  return [
    `专项行动 ${campaign} 现行制度 ${regime.id} 第${regime.version}版“${regime.title}”${coming}`,
    ...lines,
  ].join('\n');
}

function inputOf(id: string | undefined, options: RegimeOptions) {
  const { from, file } = options;
  if (!isRealDay(from)) usage(`--from ${from} 不是日期，应写作 2026-07-01。`);
  return { campaign: wantedOf(id, options), regime: readRegimeFile(file), from };
}

/** `duban regime preview CAMPAIGN --file R.yaml --from DAY`: what would change, and the digest to confirm it with. */
export async function previewRegime(
  io: Io,
  id: string | undefined,
  options: RegimeOptions,
): Promise<void> {
  const preview = await call(io, 'previewRegime', inputOf(id, options), options.as);
  print(io, options.json, preview, () => previewWords(preview, options, io.width));
}

type Preview = OutputOf<'previewRegime'>;

export function previewWords(
  preview: Preview,
  { file, from }: Pick<RegimeOptions, 'file' | 'from'>,
  width: number,
): string {
  const { campaign, old, next, digest, differences, suspended, joining, notes, lines } = preview;
  const publish = `duban regime publish ${campaign} --file ${file} --from ${from} --confirm ${digest} --reason 理由`;
  return [
    `制度 ${old.id} 第${old.version}版 → 第${next.version}版，${from} 及以后开始的报告期按新制度`,
    ...item('制度的不同：', width, ''),
    ...differences.flatMap(({ words }, n) => item(`${n + 1}. ${words}`, width)),
    ...notes.flatMap((note) => item(note, width)),
    ...item(toldOf(preview), width, ''),
    ...(lines.length > 0 ? [linesTable(preview, width)] : []),
    ...(preview.units.length > 0 ? item(unitsWords(preview.units), width) : []),
    ...(joining.length > 0 ? item(`新增应报单位：${joining.join('、')}`, width) : []),
    ...(suspended.length > 0
      ? item(`暂停中的任务 ${suspended.length} 项，恢复时推定时点`, width)
      : []),
    ...item('生效日以前开始的报告期，其报送、提醒、宽限、判定、升级和通报均按原制度办完', width),
    ...item('已作的判定不变；已提请的约谈按提请时的制度办理', width),
    `清单校验码：${digest}`,
    `核对无误后发布：${publish}`,
  ].join('\n');
}

function toldOf(preview: Preview): string {
  const { counts } = preview;
  const told = [
    [counts.moved, '移动'],
    [counts.appears, '新增'],
    [counts.vanishes, '取消'],
    [counts.confirmed, '确定或转暂定'],
  ] as const;
  return countWords(told, preview);
}

function linesTable(preview: Preview, width: number): string {
  return table(
    ['变动', '时点', '原', '新', '任务', '缘由'],
    preview.lines.map((line) => [
      line.words.change,
      line.words.point,
      momentWords(line.from, line.provisional.before, preview),
      momentWords(line.to, line.provisional.after, preview),
      line.kind === 'cut-off' ? '' : `${line.tasks.length} 项`,
      line.cause.map((n) => n + 1).join('、'),
    ]),
    { width },
  );
}

export async function publishRegime(
  io: Io,
  id: string | undefined,
  options: PublishRegimeOptions,
): Promise<void> {
  const { confirm, reason } = options;
  const requestId = options.requestId ?? randomUUID();
  const input = { ...inputOf(id, options), confirm, reason, requestId };
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'publishRegime', input, options.as),
  );
  print(io, options.json, done, ({ campaign, regime, from, changes, repeated }) =>
    [
      repeated
        ? `此前已发布（没有重复）：专项行动 ${campaign} 自 ${from ?? ''} 起的报告期改用制度 ${regime.id} 第${regime.version}版。`
        : `已发布：专项行动 ${campaign} 自 ${from ?? ''} 起的报告期改用制度 ${regime.id} 第${regime.version}版，时点变动 ${changes} 个，正在告知各任务。生效前可撤回。`,
      `请求编号：${requestId}`,
    ].join('\n'),
  );
}

export async function withdrawRegime(
  io: Io,
  id: string | undefined,
  options: WithdrawRegimeOptions,
): Promise<void> {
  const requestId = options.requestId ?? randomUUID();
  const input = { campaign: wantedOf(id, options), reason: options.reason, requestId };
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'withdrawRegime', input, options.as),
  );
  print(io, options.json, done, ({ campaign, regime, repeated }) =>
    [
      `已撤回${repeated ? '（此前已撤回，没有重复）' : ''}：专项行动 ${campaign} 的制度 ${regime.id} 第${regime.version}版不再生效，各时点恢复原样。`,
      `请求编号：${requestId}`,
    ].join('\n'),
  );
}
