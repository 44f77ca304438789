import { succeededContext } from './amendedContext.ts';
import { canonicalJson } from './canonical.ts';
import { owedUnder, regimesIn } from './change.ts';
import { epoch } from './instant.ts';
import { obligationsOf, type Obligation } from './obligation.ts';
import type { Proof } from './proof.ts';
import { instantsOf, lineIn, plannedAt, statesFrom } from './proofInstants.ts';
import { obligationsIn } from './proofMake.ts';
import type { Replayed } from './proofReplay.ts';
import type { Flaw } from './proofFlaw.ts';
import type { TaskInput, TaskState } from './taskState.ts';

/**
 * What was expected must be what regime and calendar ask for, under the calendar of the start or an amended one; and
 * what the notice speaks of must have been expected.
 */
export function expectedFlaws(proof: Proof, replayed: readonly Replayed[]): readonly Flaw[] {
  if (proof.process.kind !== 'task') return [];
  try {
    return foundFlaws(proof, replayed);
  } catch (error) {
    const what = `无法按制度和工作日历重算应报清单（${(error as Error).message}）`;
    return [{ code: 'expected', field: 'expected', what }];
  }
}

function foundFlaws(proof: Proof, replayed: readonly Replayed[]): readonly Flaw[] {
  const input = proof.process.input as unknown as TaskInput;
  const lines = linesFrom(input, statesFrom(replayed));
  const flaws = proof.expected.flatMap((row, element): readonly Flaw[] => {
    const at = { code: 'expected', field: 'expected', element } as const;
    const candidates = lines.flatMap((line) => line.get(row.obligation) ?? []);
    const [first] = candidates;
    if (first === undefined) return [{ ...at, what: '方案和制度没有这项报送义务' }];
    const { obligation, duty, period, party: owing } = row;
    const given = canonicalJson([obligation, duty, period, owing, row.members]);
    const should = candidates.map(({ key, slot, party }) =>
      canonicalJson([key, slot.duty, slot.period, party.id, party.members]),
    );
    if (!should.includes(given)) {
      return [{ ...at, what: '与应报的不同', found: given, wanted: should[0] ?? '' }];
    }
    const dues = candidates.map((own) => own.slot.instants.due);
    if (dues.some((due) => epoch(due) === epoch(row.due))) return [];
    return [{ ...at, what: '到期时点不对', found: row.due, wanted: dues[0] ?? '' }];
  });
  return [...flaws, ...missingFlaws(proof)];
}

/**
 * What a row may have been frozen from: the regime and calendar of the start, those that came in since, and days that were
 * added by a later version of the plan; before or after what suspensions and decisions moved.
 */
function linesFrom(
  { context, task }: TaskInput,
  states: readonly TaskState[],
): readonly ReadonlyMap<string, Obligation>[] {
  const [last] = states;
  const input = { context, task };
  const byKey = (all: readonly Obligation[]) => new Map(all.map((own) => [own.key, own]));
  const start = byKey(obligationsOf(context, task));
  if (last === undefined) return [start];
  const { changes = [] } = last;
  // A period of a regime that came in flight was frozen by it.
  const regimes = regimesIn(changes);
  const given = changes.filter(({ kind }) => kind !== 'due' && kind !== 'holder');
  const calendars = new Set(states.map(({ calendar }) => calendar ?? context.calendar));
  return [
    start,
    byKey(obligationsOf(succeededContext(context, regimes), owedUnder(task, regimes))),
    lineIn(input, last).byKey,
    ...[...calendars].map(
      (calendar) => lineIn(input, { suspensions: [], changes: given, calendar }).byKey,
    ),
  ];
}

/** A reminder of what nobody ever expected proves nothing. */
function missingFlaws({ kind, notices, expected }: Proof): readonly Flaw[] {
  if (kind !== 'notice') return [];
  const known = new Set(expected.map(({ obligation }) => obligation));
  const wanted = notices.flatMap(({ payload }) => [...obligationsIn(payload)]);
  const missing = wanted.find((key) => !known.has(key));
  if (missing === undefined) return [];
  return [{ code: 'expected', field: 'expected', what: `应报清单中没有 ${missing}` }];
}

/** The instants, computed again from regime, calendar and what had been decided until then. */
export function instantFlaws(proof: Proof, replayed: readonly Replayed[]): readonly Flaw[] {
  const [notice] = proof.notices;
  if (proof.kind !== 'notice' || proof.process.kind !== 'task' || notice === undefined) return [];
  const turn = replayed.find(({ seq }) => seq === notice.seq);
  if (turn === undefined) return [];
  const states = statesFrom(replayed.filter(({ seq }) => seq <= notice.seq));
  const wanted =
    notice.payload['obligation'] === undefined
      ? null
      : instantsOf(proof.process.input as unknown as TaskInput, states, notice);
  const [found, should] = [canonicalJson(proof.instants), canonicalJson(wanted)];
  const at = { code: 'instants', field: 'instants' } as const;
  if (found !== should)
    return [{ ...at, what: '与按制度和工作日历重算的不同', found, wanted: should }];
  const step = wanted?.step?.at;
  const planned = String(plannedAt(notice));
  if (step === undefined || epoch(step) === epoch(planned)) return [];
  return [{ ...at, what: '通知不是在这一步的时点发出的', found: notice.at, wanted: step }];
}
