import { fieldParts, fieldWords, type Doubt } from '../../importers/doubtsKinds.ts';
import type { OpenDoubt } from '../../importers/review.ts';
import { fieldText } from '../../importers/reviewWords.ts';
import { diagnosticsWords, item } from './words.ts';
import { REVIEWER } from './commandOptions.ts';
import { CommandEnd, EXIT, print, usage, type Io } from './io.ts';
import { listOf } from './leadership.ts';
import { hasDoubts, reviewPath } from './reviewed.ts';
import { askAll } from './reviewAsk.ts';
import type { Said } from '../reviewSaid.ts';
import { answer, lastTime, openSession, type Session } from './reviewSession.ts';
import { countWords } from '../reviewKinds.ts';
import { queueWords } from './reviewWords.ts';

export interface ReviewOptions {
  readonly json?: boolean;
  readonly list?: boolean;
  readonly accept?: readonly string[];
  readonly acceptAll?: readonly string[];
  readonly correct?: string;
  readonly to?: string;
  readonly ask?: string;
  readonly of?: string;
  readonly note?: string;
  readonly by?: string;
  readonly rebase?: boolean;
}

/** `duban review PLAN`: asks at a terminal; elsewhere lists, or does what the options say. */
export async function review(io: Io, path: string, options: ReviewOptions): Promise<void> {
  const session = await openSession(io, path, options.rebase === true);
  refuseFailed(session);
  if (!hasDoubts(path)) {
    const detail = `${path} 是已写定的 YAML 方案，没有需要核对的地方。`;
    print(io, options.json, jsonOf(session), () => detail);
    return;
  }
  const said = saidIn(session, options);
  const by = options.by?.trim() || REVIEWER;
  const { ask } = io;
  const silent = options.list === true || options.json === true || ask === undefined;
  if (said.length === 0 && !silent && session.reviewed.open.length > 0) {
    await askAll(session, ask, by);
    return;
  }
  const after = said.length === 0 ? session : answer(session, said, by);
  print(io, options.json, jsonOf(after), () =>
    said.length === 0 || options.list === true ? listWords(after) : doneWords(after, said),
  );
}

/** A file that could not be read has nothing to review. */
function refuseFailed({ reviewed, io }: Session): void {
  const blocking = reviewed.diagnostics.filter(({ severity }) => severity === 'blocking');
  if (blocking.length === 0) return;
  const words = diagnosticsWords(blocking, io.width);
  throw new CommandEnd(EXIT.refused, words, { code: 'plan-unreadable', detail: words, blocking });
}

function saidIn(session: Session, options: ReviewOptions): readonly Said[] {
  const { correct, to, ask, of, note } = options;
  const accept = (options.accept ?? []).flatMap((given) => listOf(given));
  const acceptAll = (options.acceptAll ?? []).flatMap((given) => listOf(given));
  if (to !== undefined && correct === undefined) usage('--to 要与 --correct 同用。');
  if (of !== undefined && ask === undefined) usage('--of 要与 --ask 同用。');
  const every = acceptAll.flatMap((code) => ofKind(session, code));
  const accepted = [...accept.map((id) => doubtIn(session, id)), ...every];
  const all: Said[] = accepted.map((doubt) => ({ doubt, what: 'accepted', note }));
  if (correct !== undefined) {
    const doubt = doubtIn(session, correct);
    const value = to ?? lastTime(session, doubt);
    if (value === undefined) usage('请用 --to 写明改为什么（没有可以沿用的上次改法）。');
    all.push({ doubt, what: 'corrected', value, note });
  }
  if (ask !== undefined) all.push({ doubt: doubtIn(session, ask), what: 'asked', of, note });
  const twice = all.find(({ doubt }, i) => all.findIndex((o) => o.doubt.id === doubt.id) !== i);
  if (twice !== undefined && twice.what !== 'accepted') {
    usage(`疑点 ${twice.doubt.id} 不能同时有两种意见。请只写一种。`);
  }
  return all.filter(({ doubt }, i) => all.findIndex((o) => o.doubt.id === doubt.id) === i);
}

/** A doubt by its id or the beginning of it; one that was answered may be answered anew. */
function doubtIn({ reviewed, path }: Session, id: string): Doubt {
  const all: readonly Doubt[] = [...reviewed.open, ...reviewed.closed.map(({ doubt }) => doubt)];
  const exact = all.find((doubt) => doubt.id === id);
  if (exact !== undefined) return exact;
  const [found, other] = all.filter((doubt) => doubt.id.startsWith(id));
  if (found === undefined) {
    return usage(`没有编号为 ${id} 的疑点。请用 duban review ${path} --list 查看编号。`);
  }
  return other === undefined ? found : usage(`以 ${id} 开头的疑点不止一处。请写全编号。`);
}

function ofKind({ reviewed }: Session, code: string): readonly OpenDoubt[] {
  const found = reviewed.open.filter(({ kind }) => kind === code);
  if (found.length > 0) return found;
  const kinds = [...new Set(reviewed.open.map(({ kind }) => kind))].join('、');
  return usage(kinds === '' ? '没有待核对的地方。' : `没有待核对的 ${code}。待核对的有 ${kinds}。`);
}

function listWords(session: Session): string {
  const { dropped } = session;
  const lost =
    dropped.length === 0
      ? ''
      : `\n${dropped.length} 条意见所指的文字已不在文件中，未沿用：${dropped.map(({ doubt }) => doubt).join('、')}。`;
  return `${queueWords(session)}${lost}`;
}

const DID = { accepted: '已接受', corrected: '已更正', asked: '已列为请示' } as const;

function doneWords(session: Session, said: readonly Said[]): string {
  const counts = (Object.keys(DID) as (keyof typeof DID)[]).flatMap((what) => {
    const count = said.filter((one) => one.what === what).length;
    return count === 0 ? [] : [`${DID[what]} ${count} 处`];
  });
  const head = `${counts.join('，')}，记入 ${reviewPath(session.path)}。`;
  return [head, ...said.flatMap((one) => nowRead(session, one)), countWords(session.reviewed)].join(
    '\n',
  );
}

/** How a corrected field of a task is read now: what was written may mean something else than was thought. */
function nowRead({ reviewed, io }: Session, { doubt, what }: Said): readonly string[] {
  const task = what === 'corrected' ? reviewed.draft.tasks[doubt.task?.index ?? -1] : undefined;
  if (task === undefined) return [];
  const { base } = fieldParts(doubt.field);
  const text = `${doubt.where}　${fieldWords(doubt)}现读作　${fieldText(task, base)}`;
  return item(text, io.width, '  ');
}

function jsonOf(session: Session) {
  const { reviewed, path, review: record, dropped } = session;
  return {
    plan: record.plan,
    file: reviewPath(path),
    required: reviewed.open.filter(({ required }) => required).length,
    open: reviewed.open.map((doubt) => {
      const remembered = lastTime(session, doubt);
      return remembered === undefined ? doubt : { ...doubt, remembered };
    }),
    closed: reviewed.closed,
    dropped,
  };
}
