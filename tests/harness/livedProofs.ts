import { Behaviour } from '../../domain/behaviour.ts';
import { succeededContext } from '../../domain/amendedContext.ts';
import { owedUnder, regimesIn } from '../../domain/change.ts';
import {
  CAMPAIGN_ENGINES,
  INTERVIEW_ENGINES,
  TASK_ENGINES,
  type AnyMachine,
  type AnyEngines,
  type Kind,
} from '../../domain/engines.ts';
import { campaignProcess, interviewProcess, taskProcess } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { MessageBase, Step } from '../../domain/machine.ts';
import { obligationsOf, type Obligation } from '../../domain/obligation.ts';
import type { OpenRow, ProofExpected, ProofNotice, ProofTurn } from '../../domain/proof.ts';
import { chained, noticeId, rowDigest } from '../../domain/proofChain.ts';
import { lineIn } from '../../domain/proofInstants.ts';
import { rehearse } from '../../domain/rehearse.ts';
import type { TaskInput, TaskState } from '../../domain/taskState.ts';
import { deliveryOf, type Scenario } from '../scenarios/scenario.ts';
import { UNITS } from './cast.ts';
import { when } from './played.ts';
import { sha256, type Register } from './recorded.ts';

interface Growing {
  readonly kind: Kind;
  readonly process: string;
  readonly input: unknown;
  readonly turns: ProofTurn[];
  readonly rows: OpenRow[];
  readonly notices: ProofNotice[];
  state: unknown;
}

type Registers = Map<string, Growing>;

/** What the register would hold of every process of a scenario, lived on the pure machines. */
export function registersOf(scenario: Scenario, over: object = {}): readonly Register[] {
  const all: Registers = new Map();
  const given = [
    ['task', TASK_ENGINES],
    ['campaign', CAMPAIGN_ENGINES],
    ['interview', INTERVIEW_ENGINES],
  ] as unknown as readonly (readonly [Kind, AnyEngines])[];
  const before = given.map(([, engines]) => ({ ...engines }));
  for (const [kind, engines] of given) {
    for (const [n, own] of Object.entries(engines)) {
      const machine = (input: unknown) =>
        recording(own.machine(input), kind, input, Number(n), all);
      Object.assign(engines, { [n]: { ...own, machine } });
    }
  }
  try {
    live(scenario, over);
  } finally {
    given.forEach(([, engines], i) => Object.assign(engines, before[i]));
  }
  return [...all.values()].map(registerOf);
}

function live({ context, tasks, later = [], acts, until, ...scenario }: Scenario, over: object) {
  rehearse({
    input: { context, units: UNITS, leaders: ['分管领导甲'] },
    ...{ tasks, later },
    behaviour: Behaviour.parse({
      ...{ reports: 'silent', signs: 'never', gates: ['lapse'], talks: 'none', matters: 'none' },
      ...over,
    }),
    acts: acts.map((act, n) =>
      deliveryOf(act, n, { context, tasks, later, acts, until, ...scenario }),
    ),
    onRow: () => undefined,
    until: when(until),
  });
}

function recording(
  machine: AnyMachine,
  kind: Kind,
  input: unknown,
  engine: number,
  all: Registers,
): AnyMachine {
  const process = processOf(kind, input);
  const known = all.get(process);
  const register = known ?? {
    ...{ kind, process, input, state: undefined },
    ...{ turns: [], rows: [], notices: [] },
  };
  all.set(process, register);
  const advance: AnyMachine['advance'] = (state, message, upTo) => {
    const step = machine.advance(state, message, upTo);
    record(register, engine, step, message, upTo);
    return step;
  };
  return { ...machine, advance };
}

function processOf(kind: Kind, input: unknown): string {
  const { context, task, unit, window } = input as {
    readonly context: { readonly campaign: string };
    readonly task: { readonly key: string };
    readonly unit: { readonly id: string };
    readonly window: string;
  };
  if (kind === 'task') return taskProcess(context.campaign, task.key);
  if (kind === 'interview') return interviewProcess(context.campaign, unit.id, window);
  return campaignProcess(context.campaign);
}

/** A turn as the driver records it: what decided nothing leaves none. */
function record(
  { process, turns, rows, notices, ...register }: Growing,
  engine: number,
  { decisions, answer }: Step<unknown>,
  message: MessageBase | undefined,
  upTo: Instant,
): void {
  if (decisions.length === 0 && answer?.fault === undefined) return;
  const seq = turns.length;
  const plain = JSON.parse(JSON.stringify({ message, decisions })) as {
    message?: ProofTurn['taken'][number]['message'];
    decisions: typeof decisions;
  };
  const taken = [plain.message === undefined ? { upTo } : { upTo, message: plain.message }];
  turns.push({ seq, engine, madeAt: upTo, taken });
  plain.decisions.forEach((decision, n) => {
    const { kind, type, key, at, payload } = decision;
    if (kind === 'notice') {
      const { recipient } = decision;
      notices.push({ id: noticeId(key, sha256), key, type, recipient, at, payload, seq });
      return;
    }
    const before = rows.at(-1)?.hash ?? '';
    const hash = chained(before, rowDigest({ process, seq, n }, decision, sha256), sha256);
    rows.push({ seq, n, kind, type, key, at, payload, hash });
  });
  void register;
}

function registerOf({ kind, process, input, turns, rows, notices }: Growing): Register {
  const plain = JSON.parse(JSON.stringify(input)) as Register['input'];
  return {
    ...{ process, input: plain, turns, rows, notices, head: null },
    expected: kind === 'task' ? expectedOf(plain as unknown as TaskInput, turns, rows) : [],
  };
}

/** The expected set as it was frozen: by the context that gives it, and what the task told besides. */
function expectedOf(
  input: TaskInput,
  turns: readonly ProofTurn[],
  rows: readonly OpenRow[],
): readonly ProofExpected[] {
  const { context, task } = input;
  const { machine, initial } = TASK_ENGINES[1];
  const own = machine(input);
  const state = turns
    .flatMap(({ taken }) => taken)
    .reduce<TaskState>(
      (now, { upTo, message }) => own.advance(now, message as never, upTo).state,
      initial(input),
    );
  const regimes = regimesIn(state.changes ?? []);
  const lines: readonly (readonly Obligation[])[] = [
    obligationsOf(context, task),
    obligationsOf(succeededContext(context, regimes), owedUnder(task, regimes)),
    lineIn(input, state).obligations,
  ];
  const found = new Map<string, ProofExpected>();
  const told = rows
    .filter(({ type, payload }) => type === 'openPeriod' && payload['rows'] !== undefined)
    .flatMap(({ payload, at }) =>
      (payload['rows'] as Omit<ProofExpected, 'openedAt'>[]).map((row) => ({
        ...row,
        openedAt: at,
      })),
    );
  for (const row of told) found.set(row.obligation, row);
  for (const { key, slot, party } of lines.flat()) {
    if (found.has(key)) continue;
    found.set(key, {
      ...{ obligation: key, duty: slot.duty, period: slot.period, party: party.id },
      ...{ members: [...party.members], due: slot.instants.due, openedAt: slot.instants.opens },
    });
  }
  return [...found.values()];
}
