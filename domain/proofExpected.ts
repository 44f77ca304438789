import { succeededContext } from './amendedContext.ts';
import { canonicalJson } from './canonical.ts';
import { owedUnder, regimesIn } from './change.ts';
import { epoch } from './instant.ts';
import { obligationsOf } from './obligation.ts';
import type { Proof } from './proof.ts';
import { instantsOf, lineIn } from './proofInstants.ts';
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
  const { context, task } = input;
  const state = replayed.at(-1)?.after as TaskState | undefined;
  const now = lineIn(input, state ?? { suspensions: [] }).byKey;
  const start = new Map(obligationsOf(context, task).map((own) => [own.key, own]));
  // A period of a regime that came in flight was frozen by it, under the calendar of the start.
  const regimes = regimesIn(state?.changes ?? []);
  const opened = new Map(
    obligationsOf(succeededContext(context, regimes), owedUnder(task, regimes)).map((own) => [
      own.key,
      own,
    ]),
  );
  const flaws = proof.expected.flatMap((row, element): readonly Flaw[] => {
    const at = { code: 'expected', field: 'expected', element } as const;
    const candidates = [start, opened, now].flatMap((line) => line.get(row.obligation) ?? []);
    const [first] = candidates;
    if (first === undefined) return [{ ...at, what: '方案和制度没有这项报送义务' }];
    const { slot, party, key } = first;
    const wanted = { obligation: key, duty: slot.duty, period: slot.period, party: party.id };
    const { obligation, duty, period, party: owing } = row;
    const given = canonicalJson([obligation, duty, period, owing, row.members]);
    const should = canonicalJson([...Object.values(wanted), party.members]);
    if (given !== should) return [{ ...at, what: '与应报的不同', found: given, wanted: should }];
    const dues = candidates.map((own) => own.slot.instants.due);
    if (dues.some((due) => epoch(due) === epoch(row.due))) return [];
    return [{ ...at, what: '到期时点不对', found: row.due, wanted: dues[0] ?? '' }];
  });
  return [...flaws, ...missingFlaws(proof)];
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
  const states = [turn.after, turn.before] as readonly TaskState[];
  const wanted =
    notice.payload['obligation'] === undefined
      ? null
      : instantsOf(proof.process.input as unknown as TaskInput, states, notice);
  const [found, should] = [canonicalJson(proof.instants), canonicalJson(wanted)];
  const at = { code: 'instants', field: 'instants' } as const;
  if (found !== should)
    return [{ ...at, what: '与按制度和工作日历重算的不同', found, wanted: should }];
  const step = wanted?.step?.at;
  if (step === undefined || step === null || epoch(step) === epoch(notice.at)) return [];
  return [{ ...at, what: '通知不是在这一步的时点发出的', found: notice.at, wanted: step }];
}
