import { randomUUID } from 'node:crypto';
import type { OutputOf } from '../operations.ts';
import { table } from '../print.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { readPlanFile } from './documents.ts';
import { print, type Io } from './io.ts';
import { requiredOf } from '../reviewRequired.ts';
import { refuseOpen } from './reviewed.ts';
import { brief, item } from './words.ts';

export interface PlanOptions extends Common {
  readonly file: string;
  readonly replace?: readonly string[];
  readonly newUnits?: boolean;
  readonly accept?: readonly string[];
}

export interface PublishPlanOptions extends PlanOptions {
  readonly confirm: string;
  readonly reason: string;
  readonly requestId?: string;
}

type Preview = OutputOf<'previewPlan'>;

async function inputOf(io: Io, id: string | undefined, options: PlanOptions) {
  const { file, replace = [], newUnits, accept = [], campaign } = options;
  const { draft, diagnostics, open, confirm } = await readPlanFile(io, file);
  // The title may be left out, and groups are known to the campaign's directory.
  const required = requiredOf(open, { title: '' });
  const own = required.filter(({ kind }) => kind !== 'group-unresolved');
  refuseOpen(file, own, '什么都没有改动');
  return {
    campaign: id ?? campaign ?? 'current',
    plan: draft,
    diagnostics: [...diagnostics],
    replace: [...replace],
    newUnits: newUnits === true,
    accept: [...accept, ...confirm],
  };
}

/** `duban plan preview CAMPAIGN --file PLAN`: what would become of each task, and the digest to confirm it with. */
export async function previewPlan(
  io: Io,
  id: string | undefined,
  options: PlanOptions,
): Promise<void> {
  const input = await inputOf(io, id, options);
  const preview = await call(io, 'previewPlan', input, options.as);
  print(io, options.json, preview, () => previewWords(preview, options, io.width));
}

const KINDS = { added: '新增', changed: '变更', removed: '移除', words: '只作记录' } as const;

export function previewWords(
  preview: Preview,
  { file, replace = [], newUnits, accept = [] }: PlanOptions,
  width: number,
): string {
  const { campaign, over, version, counts, lines, units, open, notes, digest } = preview;
  const options = [
    ...replace.map((task) => ` --replace ${task}`),
    ...(newUnits === true ? [' --new-units'] : []),
    ...accept.map((code) => ` --accept ${code}`),
  ].join('');
  const publish = `duban plan publish ${campaign} --file ${file}${options} --confirm ${digest} --reason 理由`;
  const touched = units.map(({ name, tasks }) => `${name} ${tasks} 项`).join('、');
  const { added, changed, removed, words, same } = counts;
  return [
    `专项行动 ${campaign} 的方案第${over}版 → 第${version}版：新增 ${added} 项，变更 ${changed} 项，移除 ${removed} 项，只作记录 ${words} 项，不变 ${same} 项`,
    ...(lines.length > 0 ? [linesTable(lines, width)] : []),
    ...(touched === '' ? [] : item(`涉及单位：${touched}（发布时告知）`, width)),
    ...notes.flatMap((note) => item(note, width)),
    ...item(
      '已作的判定不变。新增任务自发布之后开始的一期起报。发布后不能撤回，再改须另出一版',
      width,
    ),
    ...(open.length > 0
      ? [
          `还有 ${open.length} 处不能照此办理，先行解决后再预览：`,
          ...open.flatMap((one) => item(one.replace(/^· /u, ''), width)),
        ]
      : [`清单校验码：${digest}`, `核对无误后发布：${publish}`]),
  ].join('\n');
}

function linesTable(lines: Preview['lines'], width: number): string {
  return table(
    ['', '任务', '名称', '单位', '发布之后'],
    lines.map(({ kind, task, no, title, units, says }) => [
      KINDS[kind],
      no === null ? task : `${no}（${task}）`,
      brief(title),
      units.join('、'),
      says.join('；'),
    ]),
    { width },
  );
}

export async function publishPlan(
  io: Io,
  id: string | undefined,
  options: PublishPlanOptions,
): Promise<void> {
  const { confirm, reason } = options;
  const requestId = options.requestId ?? randomUUID();
  const input = { ...(await inputOf(io, id, options)), confirm, reason, requestId };
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'publishPlan', input, options.as),
  );
  print(io, options.json, done, ({ campaign, version, added, changed, removed, repeated }) =>
    [
      `${repeated ? '此前已发布（没有重复）' : '已发布'}：专项行动 ${campaign} 施行方案第${version}版，新增 ${added} 项、变更 ${changed} 项、移除 ${removed} 项，正在告知各任务和单位。`,
      `请求编号：${requestId}`,
    ].join('\n'),
  );
}
