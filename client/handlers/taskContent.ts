import { dayOf, type Instant } from '../../domain/instant.ts';
import { measureStanding } from '../../domain/measureState.ts';
import type { Names } from '../../domain/words.ts';
import { filledWords, standingWords } from '../../domain/wordsContent.ts';
import type { HistoryLine } from '../answers.ts';
import type { OutputOf } from '../operations.ts';
import { lineNow, type TaskNow } from './find.ts';
import type { Told } from './history.ts';

type Measures = NonNullable<OutputOf<'showTask'>['measures']>;

/** The measures of a task as they stand, for each party that owes anything. */
export function measuresNow(now: TaskNow, at: Instant, names: Names): Measures {
  const { task, context } = now.input;
  const on = dayOf(at, context.calendar.zone);
  const parties = new Map(lineNow(now).obligations.map(({ party }) => [party.id, party]));
  return (task.measures ?? []).flatMap((measure) =>
    [...parties.values()].map(({ id, members }) => ({
      id: measure.id,
      title: measure.title,
      units: members.map((unit) => names.unit(unit)),
      ...standingWords(measureStanding(now, now.state, measure, id, on)),
    })),
  );
}

/** A report's line, with what it fills in. */
export function withFilled(
  line: HistoryLine,
  told: Told & { readonly key: string },
  filled: ReadonlyMap<string, Readonly<Record<string, string>>>,
  names: Names,
): HistoryLine {
  if (told.type !== 'report') return line;
  const [, id = ''] = /:report:(.*)$/su.exec(told.key) ?? [];
  const fields = filled.get(id);
  if (fields === undefined) return line;
  return { ...line, text: `${line.text}；${filledWords(fields, told.payload, names)}` };
}
