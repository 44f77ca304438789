import type { OpenDoubt } from '../../importers/review.ts';
import type { Said } from '../reviewSaid.ts';
import { answer, faultOf, lastTime, type Session } from './reviewSession.ts';
import { countWords } from '../reviewKinds.ts';
import { doubtLines, headLine } from './reviewWords.ts';
import { item } from './words.ts';

type Ask = (question: string) => Promise<string | undefined>;

const KEYS = '回车 接受，c 更正，a 请示，s 跳过，q 退出';

/** One doubt after the other; each answer is kept at once, so leaving loses nothing. */
export async function askAll(session: Session, ask: Ask, by: string): Promise<Session> {
  const { io } = session;
  const queue = session.reviewed.open;
  let current = session;
  for (const [i, doubt] of queue.entries()) {
    const open = current.reviewed.open.find(({ id }) => id === doubt.id);
    if (open === undefined) continue;
    const remembered = lastTime(current, open);
    io.out('');
    for (const line of item(`${i + 1}/${queue.length}　${headLine(open)}`, io.width, ''))
      io.out(line);
    for (const line of doubtLines(open, remembered, io.width)) io.out(line);
    const said = await askOne(current, open, remembered, ask);
    if (said === 'quit') break;
    if (said !== 'skip') current = answer(current, [said], by);
  }
  io.out('');
  io.out(countWords(current.reviewed));
  return current;
}

async function askOne(
  session: Session,
  doubt: OpenDoubt,
  remembered: string | undefined,
  ask: Ask,
): Promise<Said | 'skip' | 'quit'> {
  const keys = remembered === undefined ? KEYS : `u 照上次改，${KEYS}`;
  for (;;) {
    const key = (await ask(`${keys} > `))?.trim().toLowerCase();
    if (key === undefined || key === 'q') return 'quit';
    if (key === 's') return 'skip';
    const said = await saidBy(key, doubt, remembered, ask);
    if (said === undefined) continue;
    const fault = faultOf(session, said);
    if (fault === undefined) return said;
    session.io.out(fault);
  }
}

/** What a key means; nothing where it means nothing, or where the person thought better of it. */
async function saidBy(
  key: string,
  doubt: OpenDoubt,
  remembered: string | undefined,
  ask: Ask,
): Promise<Said | undefined> {
  if (key === '') return { doubt, what: 'accepted' };
  if (key === 'u' && remembered !== undefined) {
    return { doubt, what: 'corrected', value: remembered };
  }
  if (key === 'c') {
    const value = (await ask('改为 > '))?.trim() ?? '';
    return value === '' ? undefined : { doubt, what: 'corrected', value };
  }
  if (key !== 'a') return undefined;
  const of = (await ask('请示谁 > '))?.trim() ?? '';
  const note = (await ask('问题（可不写） > '))?.trim() ?? '';
  return { doubt, what: 'asked', of: of || undefined, note: note || undefined };
}
