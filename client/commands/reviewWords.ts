import { fieldWords } from '../../importers/doubtsKinds.ts';
import type { Doubt } from '../../importers/doubtsKinds.ts';
import type { OpenDoubt } from '../../importers/review.ts';
import { groupedBy } from '../../importers/reviewGroups.ts';
import { countWords, KIND_NAMES } from '../reviewKinds.ts';
import { lastTime, type Session } from './reviewSession.ts';
import { brief, item } from './words.ts';

/** `第2项（G4） 单位`, and whether a start waits for it. */
export function headLine(doubt: Doubt): string {
  const must = doubt.required ? '　启动前必须核对' : '';
  return `${doubt.where}　${fieldWords(doubt)}${must}`;
}

/** What a person needs to decide one doubt: the words where they stand, how they are read, why they are asked. */
export function doubtLines(
  doubt: OpenDoubt,
  remembered: string | undefined,
  width: number,
  saysWhy = true,
): readonly string[] {
  const { sentence, proposal, reason, confidence, asked } = doubt;
  const sure = confidence === null ? '' : `（把握 ${Math.round(confidence * 100)}%）`;
  const who = asked?.of === undefined ? '' : `${asked.of}　`;
  return [
    ...(sentence === '' ? [] : item(`原文　${sentence}`, width, '  ')),
    ...(doubt.field === 'document' ? [] : item(`现读作　${brief(proposal, 200)}`, width, '  ')),
    ...(remembered === undefined ? [] : item(`上次改为　${remembered}`, width, '  ')),
    ...(saysWhy ? item(`缘由　${reason}${sure}`, width, '  ') : []),
    ...(asked === undefined
      ? []
      : item(`已请示　${who}${asked.note ?? ''}（${asked.by}）`, width, '  ')),
  ];
}

/** Of one kind no more are listed: what is alike in hundreds of places is answered by its code. */
const MOST_LISTED = 200;

/** The queue by kind, what a start waits for first; each kind with its code, for `--accept-all`. */
export function queueWords(session: Session): string {
  const { reviewed, io, path } = session;
  const kinds = [...groupedBy(reviewed.open, ({ kind }) => kind)].sort(
    ([, a], [, b]) => Number(someRequired(b)) - Number(someRequired(a)),
  );
  const blocks = kinds.flatMap(([kind, doubts]) => {
    const reasons = new Set(doubts.map(({ reason }) => reason));
    const [why = ''] = reasons.size === 1 ? reasons : [];
    return [
      '',
      ...item(`${kindWords(kind)}　${doubts.length} 处　${why}`.trimEnd(), io.width, ''),
      ...doubts
        .slice(0, MOST_LISTED)
        .flatMap((doubt) => [
          ...item(`${doubt.id}　${headLine(doubt)}`, io.width),
          ...doubtLines(doubt, lastTime(session, doubt), io.width, why === ''),
        ]),
      ...(doubts.length > MOST_LISTED
        ? [`· 同类还有 ${doubts.length - MOST_LISTED} 处没有列出，加 --json 可看全部。`]
        : []),
    ];
  });
  const next =
    reviewed.open.length === 0
      ? []
      : [
          '',
          '逐处核对：在终端运行同一命令；或用',
          `  duban review ${path} --accept 编号`,
          `  duban review ${path} --accept-all 代码`,
          `  duban review ${path} --correct 编号 --to 内容`,
          `  duban review ${path} --ask 编号 --of 谁`,
        ];
  return [...item(countWords(reviewed), io.width, ''), ...blocks, ...next].join('\n');
}

/** `单位组未落实（group-unresolved）`: the code is what `--accept-all` takes. */
function kindWords(kind: string): string {
  const name = KIND_NAMES[kind];
  return name === undefined ? kind : `${name}（${kind}）`;
}

function someRequired(doubts: readonly Doubt[]): boolean {
  return doubts.some(({ required }) => required);
}
