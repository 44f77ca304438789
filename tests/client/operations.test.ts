import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { fault } from '../../domain/faults.ts';
import { placed } from '../../client/commands/call.ts';
import { FaultError } from '../../client/faultError.ts';
import { roleOf } from '../../client/handlers/actor.ts';
import { problemOf } from '../../client/server/problem.ts';
import { OPERATIONS, type Operation } from '../../client/operations.ts';

const all = Object.entries(OPERATIONS) as [string, Operation][];

describe('the table of operations', () => {
  test('is what was promised', () => {
    const lines = all.map(
      ([name, { method, path, label, who }]) =>
        `${method} ${path} ${name} ${label} ${who.join('|')}`,
    );
    const promised = readFileSync(new URL('../fixtures/operations.txt', import.meta.url), 'utf8');
    expect(lines).toEqual(promised.trimEnd().split('\n'));
  });

  test('an auditor writes nothing but the views that he keeps for himself', () => {
    const writes = all.filter(
      ([name, { method }]) => method === 'POST' && !/^(check|preview)/.test(name),
    );
    const own = writes.filter(([, { who }]) => who.includes('auditor')).map(([name]) => name);
    expect(own).toEqual(['saveView', 'removeView']);
  });

  test('every field of a path is a field of the input', () => {
    for (const [name, { path, input }] of all) {
      const fields = Object.keys((input as unknown as { shape: object }).shape);
      for (const [, field] of path.matchAll(/:(\w+)/g))
        expect([name, fields]).toEqual([name, expect.arrayContaining([field])]);
    }
  });

  test('a request id is short and plain', () => {
    const { requestId } = OPERATIONS.submitReport.input.shape;
    expect(['r-1', 'a'.repeat(120)].map((id) => requestId.safeParse(id).success)).toEqual([
      true,
      true,
    ]);
    expect(
      ['', 'a b', '编号', 'a'.repeat(121)].map((id) => requestId.safeParse(id).success),
    ).toEqual([false, false, false, false]);
  });
});

test('a call puts the named parts into the path and leaves out what is undefined', () => {
  expect(placed('/tasks/:task/reports', { task: '3之1', text: 'x', nil: undefined })).toEqual({
    path: '/tasks/3%E4%B9%8B1/reports',
    rest: { text: 'x' },
  });
});

test('actors are roles, and a unit or post is named', () => {
  expect(['office', 'principal', 'auditor', 'unit:区发改局', 'post:区长'].map(roleOf)).toEqual([
    'office',
    'principal',
    'auditor',
    'unit',
    'post',
  ]);
  for (const bad of ['', 'unit:', 'post: ', 'boss', `unit:${'长'.repeat(300)}`]) {
    expect(() => roleOf(bad)).toThrow(FaultError);
  }
});

describe('a fault on the wire', () => {
  test('is a problem with its code, status and sentence', () => {
    const problem = problemOf(fault('plan-not-ready', { count: 1, list: '· 缺标题' }));
    expect(problem).toEqual({
      type: 'urn:duban:fault:plan-not-ready',
      title: '方案还有 1 处必须先确认，专项行动没有启动：',
      status: 422,
      detail: '方案还有 1 处必须先确认，专项行动没有启动：\n· 缺标题',
      code: 'plan-not-ready',
    });
  });

  test('says instants as people write them', () => {
    const { message } = fault('report-closed', {
      period: '2026-02',
      closes: '2026-03-10T17:00:00+08:00',
    });
    expect(message).toContain('已于 2026年3月10日17:00 截止');
  });
});
