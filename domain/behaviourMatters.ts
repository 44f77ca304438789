import type { TalkAct } from './behaviourTalks.ts';
import type { Instant } from './instant.ts';
import type { Notice } from './machine.ts';

type Asked = Pick<Notice, 'at' | 'type' | 'payload'>;

/** What somebody does who is asked something about a task 办理事项: in time, and as the regime wants it. */
export function respondToMatter(
  process: string,
  notice: Asked,
  after: (workdays: number) => Instant,
): TalkAct | undefined {
  return WAYS[notice.type]?.(process, notice, after);
}

type Way = (process: string, notice: Asked, after: (workdays: number) => Instant) => TalkAct;

/** By the type of the notice that asks. */
const WAYS: Readonly<Record<string, Way>> = {
  'sign-task': (process, { payload }, after) => ({
    kind: 'sign',
    at: after(1),
    by: `unit:${String(payload['unit'])}`,
    unit: payload['unit'],
    id: `sign:${process}:${String(payload['unit'])}`,
  }),
  'check-asked': (process, { at: asked, payload }, after) => ({
    kind: 'accept-report',
    at: after(1),
    by: String(payload['verifier']),
    obligation: payload['obligation'],
    id: `accept-report:${process}:${String(payload['obligation'])}:${asked}`,
  }),
  'decide-step': (process, { at: asked, payload }, after) => ({
    kind: 'approve-step',
    at: after(1),
    by: String(payload['approver']),
    ...{ obligation: payload['obligation'], step: payload['step'] },
    id: `approve-step:${process}:${String(payload['matter'])}:${asked}`,
  }),
  'check-extension': (process, { at: asked, payload }, after) => ({
    kind: 'pass-extension',
    at: after(1),
    by: String(payload['desk']),
    ...{ obligation: payload['obligation'], opinion: '推演：情况属实' },
    id: `pass-extension:${process}:${String(payload['matter'])}:${asked}`,
  }),
  'decide-extension': (process, { at: asked, payload }, after) => ({
    kind: 'approve-extension',
    at: after(1),
    by: String(payload['desk']),
    obligation: payload['obligation'],
    id: `approve-extension:${process}:${String(payload['matter'])}:${asked}`,
  }),
};
