import { fieldWords } from '../../importers/doubtsKinds.ts';
import type { Doubt } from '../../importers/doubtsKinds.ts';
import type { OpenDoubt, Reviewed } from '../../importers/review.ts';
import { groupedBy } from '../../importers/reviewGroups.ts';
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
    ...item(`现读作　${brief(proposal, 200)}`, width, '  '),
    ...(remembered === undefined ? [] : item(`上次改为　${remembered}`, width, '  ')),
    ...(saysWhy ? item(`缘由　${reason}${sure}`, width, '  ') : []),
    ...(asked === undefined
      ? []
      : item(`已请示　${who}${asked.note ?? ''}（${asked.by}）`, width, '  ')),
  ];
}

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
      ...item(`${kind}　${doubts.length} 处　${why}`.trimEnd(), io.width, ''),
      ...doubts.flatMap((doubt) => [
        ...item(`${doubt.id}　${headLine(doubt)}`, io.width),
        ...doubtLines(doubt, lastTime(session, doubt), io.width, why === ''),
      ]),
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

function someRequired(doubts: readonly Doubt[]): boolean {
  return doubts.some(({ required }) => required);
}

/** `待核对 17 处，其中 3 处启动前必须核对；已核对 5 处，请示中 1 处。` */
export function countWords({ open, closed }: Pick<Reviewed, 'open' | 'closed'>): string {
  const required = open.filter((doubt) => doubt.required).length;
  const asked = open.filter((doubt) => doubt.asked !== undefined).length;
  if (open.length === 0) {
    return closed.length === 0 ? '没有需要核对的地方。' : `全部核对完毕，共 ${closed.length} 处。`;
  }
  const must = required === 0 ? '启动不受影响' : `其中 ${required} 处启动前必须核对`;
  return `待核对 ${open.length} 处，${must}；已核对 ${closed.length} 处，请示中 ${asked} 处。`;
}
