import { randomUUID } from 'node:crypto';
import type { InputOf, OutputOf } from '../operations.ts';
import { table } from '../print.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { print, usage, type Io } from './io.ts';
import { brief } from './words.ts';

type What = InputOf<'previewReorganisation'>['what'];
type Preview = OutputOf<'previewReorganisation'>;

export interface ReorganiseOptions extends Common {
  readonly from: readonly string[];
  readonly to?: readonly string[];
  readonly tasks?: string;
  readonly give?: readonly string[];
  readonly reason?: string;
  readonly confirm?: string;
  readonly requestId?: string;
}

const WORDS: Readonly<Record<What, string>> = {
  rename: '更名',
  merge: '合并',
  split: '拆分',
  transfer: '移交',
};

/** `duban unit rename|merge|split|transfer`: a preview, or with `--confirm` the act itself, as it was previewed. */
export async function reorganise(io: Io, what: What, options: ReorganiseOptions): Promise<void> {
  const { confirm, reason = '', as, json } = options;
  const asked = inputOf(what, options);
  if (confirm === undefined) {
    const preview = await call(io, 'previewReorganisation', asked, as);
    return print(io, json, preview, () => previewWords(what, preview, io.width));
  }
  const requestId = options.requestId ?? randomUUID();
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'reorganise', { ...asked, confirm, reason, requestId }, as),
  );
  print(io, json, done, ({ moves, repeated }) => {
    const tasks = new Set(moves.flatMap((move) => move.tasks.map(({ task }) => task)));
    const again = repeated ? '（此前已办理，没有重复）' : '';
    const more = tasks.size === 0 ? '' : `，${tasks.size} 项任务正在移交`;
    return `已办理${WORDS[what]}${again}${more}。\n请求编号：${requestId}`;
  });
}

function inputOf(what: What, options: ReorganiseOptions): InputOf<'previewReorganisation'> {
  const { campaign = 'current', from, to, tasks, give } = options;
  const given = give === undefined ? undefined : givenOf(give);
  const names = to ?? Object.keys(given ?? {});
  if (names.length === 0) usage(`请用 ${what === 'split' ? '--give' : '--to'} 写明接办单位。`);
  const list = tasks?.split(/[,，、]/).map((name) => name.trim());
  const chosen = given ?? list?.filter((name) => name !== '');
  return {
    ...{ campaign, what, from: [...from], to: [...names] },
    ...(chosen === undefined ? {} : { tasks: chosen }),
  };
}

/** `区工信局=1,3,5` */
function givenOf(give: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(
    give.map((text) => {
      const [name = '', keys = '', more] = text.split('=');
      if (name === '' || keys === '' || more !== undefined) {
        usage(`--give ${text} 应写作 区工信局=1,3,5。`);
      }
      return [name, keys.split(/[,，、]/).map((key) => key.trim())];
    }),
  );
}

export function previewWords(what: What, preview: Preview, width: number): string {
  const { campaign, units, moves, digest } = preview;
  const rows = moves.map(({ from, to, tasks, open, judged }) => [
    `${from} → ${to.join('、')}`,
    tasks.map(({ task, no, title }) => `${no ?? task} ${brief(title, 20)}`).join('；'),
    `待报 ${open}，已判定 ${judged}（不动）`,
  ]);
  return [
    `专项行动 ${campaign} 机构调整（${WORDS[what]}）`,
    ...units.map(({ id, name, was }) =>
      was === null || was === name ? `· 新设 ${name}（${id}）` : `· ${was} → ${name}（${id}）`,
    ),
    ...(rows.length > 0 ? [table(['承办单位', '任务', '报送义务'], rows, { width })] : []),
    ...(rows.length === 0 && what !== 'rename' ? ['· 没有要移交的任务'] : []),
    ...(what === 'rename' ? ['· 任务和判定不动，已有的记录仍用旧名'] : []),
    `清单校验码：${digest}`,
    `核对无误后办理：原命令加上 --confirm ${digest} --reason 理由`,
  ].join('\n');
}
