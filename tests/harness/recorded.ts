import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { engineOf } from '../../domain/engines.ts';
import { readProcess } from '../../domain/ids.ts';
import { epoch, type Instant } from '../../domain/instant.ts';
import type { Decision, MessageBase } from '../../domain/machine.ts';
import { obligationsOf } from '../../domain/obligation.ts';
import type { OpenRow, ProofHead, ProofNotice, ProofTurn } from '../../domain/proof.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { chained, headOf, leafOf, noticeId, rowDigest } from '../../domain/proofChain.ts';
import type { Recorded } from '../../domain/proofMake.ts';
import type { TaskInput } from '../../domain/taskState.ts';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A key pair of the test: who signs, and the half that a reader has. */
export function keyOf() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const id = 'key-of-the-test';
  return {
    signer: {
      id,
      sign: (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64'),
    },
    reader: {
      id,
      signed: (text: string, mark: string) =>
        verify(null, Buffer.from(text), publicKey, Buffer.from(mark, 'base64')),
    },
  };
}

export interface Register extends Recorded {
  readonly notices: readonly ProofNotice[];
}

/** What the register would hold of a process that lives until an instant and hears these messages. */
export function recorded(
  process: string,
  input: object,
  messages: readonly MessageBase[],
  until: Instant,
  engine = 1,
): Register {
  const kind = readProcess(process)?.kind ?? 'task';
  const { machine, state: first } = engineOf(kind, input, engine);
  const turns: ProofTurn[] = [];
  const rows: OpenRow[] = [];
  const notices: ProofNotice[] = [];
  let state = first;
  let hash = '';
  const take = (upTo: Instant, message?: MessageBase) => {
    const step = machine.advance(state, message, upTo);
    state = step.state;
    if (step.decisions.length === 0 && step.answer?.fault === undefined) return;
    const seq = turns.length;
    const taken = [message === undefined ? { upTo } : { upTo, message: message as never }];
    turns.push({ seq, engine, madeAt: upTo, taken });
    step.decisions.forEach((decision: Decision, n) => {
      const { kind: what, ...rest } = decision;
      if (what === 'notice') {
        const { key, type, at, payload } = rest;
        const { recipient } = decision as { recipient: string };
        notices.push({ id: noticeId(key, sha256), key, type, recipient, at, payload, seq });
        return;
      }
      hash = chained(hash, rowDigest({ process, seq, n }, decision, sha256), sha256);
      const { type, key, at, payload } = rest;
      rows.push({ seq, n, kind: what, type, key, at, payload, hash });
    });
  };
  const pass = (to: Instant) => {
    for (let next = machine.next(state); next !== undefined; next = machine.next(state)) {
      if (epoch(next) > epoch(to)) return;
      take(next);
    }
  };
  for (const message of [...messages].sort((a, b) => epoch(a.receivedAt) - epoch(b.receivedAt))) {
    pass(message.receivedAt);
    take(message.receivedAt, message);
  }
  pass(until);
  const plain = JSON.parse(JSON.stringify({ input, turns, rows, notices })) as Pick<
    Register,
    'input' | 'turns' | 'rows' | 'notices'
  >;
  return {
    process,
    ...plain,
    expected: kind === 'task' ? expectedOf(input as TaskInput) : [],
    head: null,
  };
}

function expectedOf({ context, task }: TaskInput) {
  return obligationsOf(context, task).map(({ key, slot, party }) => ({
    ...{ obligation: key, duty: slot.duty, period: slot.period, party: party.id },
    ...{ members: party.members, due: slot.instants.due, openedAt: slot.instants.opens },
  }));
}

/** The head of a day over this register and another chain. */
export function headed(register: Register, signer: ReturnType<typeof keyOf>['signer']): Register {
  const last = register.rows.at(-1);
  if (last === undefined) throw new Error('nothing was recorded');
  const { process, input } = register;
  const place = { seq: last.seq, n: last.n };
  const leaf = leafOf({ process, ...place }, last.hash, sha256(canonicalJson(input)), sha256);
  const leaves = [leaf, sha256('another chain')].sort();
  const head = headOf('2026-03-31', '', leaves, sha256);
  const mark = { head, key: signer.id, signature: signer.sign(head) };
  const made: ProofHead = { day: '2026-03-31', before: '', place, leaves, ...mark };
  return { ...register, head: made };
}
