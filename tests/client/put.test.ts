import { describe, expect, test } from '@jest/globals';
import {
  ApplicationFailure,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { FaultError } from '../../client/faultError.ts';
import { put } from '../../client/handlers/put.ts';
import type { Service } from '../../client/service.ts';

const TASK = 'task/c2026-001/t0001';
const MESSAGE = {
  ...{ kind: 'transfer', id: 'r1', by: 'office' },
  receivedAt: '2026-03-02T09:00:00+08:00',
} as const;

/** A server that answers each call with the next of these; what is an error is thrown. */
function service(answers: unknown[], rows: readonly object[] = []) {
  const calls: string[] = [];
  const executeUpdate = (_: unknown, { updateId }: { updateId: string }) => {
    calls.push(updateId);
    const answer = answers.shift();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const client = {
    withDeadline: (_: number, work: () => unknown) => work(),
    workflowService: { getSystemInfo: () => Promise.resolve({}) },
    workflow: { getHandle: () => ({ executeUpdate }) },
  };
  const pool = { query: () => Promise.resolve({ rows }) };
  return { calls, service: { client, pool } as unknown as Service };
}

/** gRPC's own error, as the client wraps it. */
const grpc = (code: number) => {
  const cause = Object.assign(new Error(`code ${code}`), { code, details: '', metadata: {} });
  return new ServiceError('Workflow Update failed', { cause });
};
const failed = (type: string) =>
  new WorkflowUpdateFailedError('failed', ApplicationFailure.nonRetryable('说明。', type));
const codeOf = async (answers: unknown[]) => {
  const { service: own } = service(answers);
  const error: unknown = await put(own, TASK, MESSAGE).catch((thrown: unknown) => thrown);
  return error instanceof FaultError ? error.fault.code : error;
};

describe('a decision that its process lets go of', () => {
  test.each([grpc(10), grpc(13), grpc(2), failed('AcceptedUpdateCompletedWorkflow')])(
    'is put again under the same number: %s',
    async (error) => {
      const { calls, service: own } = service([error, error, { value: { ok: true } }]);
      expect(await put(own, TASK, MESSAGE)).toEqual({ value: { ok: true } });
      expect(calls).toEqual(['r1', 'r1', 'r1']);
    },
  );

  test('again and again has had no answer, which is said', async () => {
    expect(await codeOf([grpc(10), grpc(10), grpc(10)])).toBe('decision-unanswered');
  });
});

test.each([
  [grpc(14), 'temporal-away'],
  [grpc(8), 'temporal-away'],
  [
    new WorkflowUpdateRPCTimeoutOrCancelledError('late', { cause: new Error('late') }),
    'decision-unanswered',
  ],
  [failed('unit-not-holder'), 'unit-not-holder'],
  [new WorkflowNotFoundError('gone', TASK, undefined), 'process-unknown'],
])('%s is a sentence', async (error, code) => {
  expect(await codeOf([error])).toBe(code);
});

test('what a process fails of, and nobody foresaw, is not hidden', async () => {
  const broken = failed('TypeError');
  expect(await codeOf([broken])).toBe(broken);
});
