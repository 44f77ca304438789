import type { Instant } from '../../domain/instant.ts';
import type { Decision } from '../../domain/machine.ts';
import type { Names } from '../../domain/words.ts';
import { instantWords } from '../print.ts';
import type { TaskNow } from './find.ts';
import { historyLine } from './history.ts';

const MOST_WAKES = 80;

/**
 * What happens first to each of these obligations if nothing is sent: 若到 … 仍未报送：…. The machine itself is asked, so
 * that it says what it will do.
 */
export function consequences(
  { machine, state: from, process }: TaskNow,
  keys: readonly string[],
  names: Names,
  zone: string,
): ReadonlyMap<string, string> {
  const wanted = new Set(keys);
  const found = new Map<string, string>();
  let state = from;
  for (let i = 0; i < MOST_WAKES && wanted.size > 0 && !machine.ended(state); i++) {
    const next = machine.next(state);
    if (next === undefined) break;
    const step = machine.advance(state, undefined, next);
    state = step.state;
    for (const key of [...wanted]) {
      const words = wordsOf(step.decisions, key, { process, names, zone });
      if (words === undefined) continue;
      found.set(key, words);
      wanted.delete(key);
    }
  }
  return found;
}

interface Told {
  readonly process: string;
  readonly names: Names;
  readonly zone: string;
}

/** Notices say it better than facts; those of one instant are told together. */
function wordsOf(
  decisions: readonly Decision[],
  key: string,
  { process, names, zone }: Told,
): string | undefined {
  const own = decisions.filter(
    (one): one is Exclude<Decision, { kind: 'effect' }> =>
      one.kind !== 'effect' && isAbout(one.payload, key) && one.type !== 'remind',
  );
  const notices = own.filter(({ kind }) => kind === 'notice');
  const [first] = notices.length > 0 ? notices : own.filter(({ type }) => type === 'judged');
  if (first === undefined) return undefined;
  const lines = notices
    .filter(({ type }) => type === first.type)
    .map((notice) => historyLine({ ...notice, process }, names));
  const to = [...new Set(lines.flatMap(({ recipient }) => recipient ?? []))].join('、');
  const text = historyLine({ ...first, process }, names).text;
  return `若到 ${when(first.at, zone)} 仍未报送：${text}${to === '' ? '' : `（送${to}）`}`;
}

function isAbout(payload: Readonly<Record<string, unknown>>, key: string): boolean {
  const others = payload['with'];
  return payload['obligation'] === key || (Array.isArray(others) && others.includes(key));
}

function when(at: Instant, zone: string): string {
  return instantWords(at, zone);
}
