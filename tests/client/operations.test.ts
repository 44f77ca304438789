import { describe, expect, test } from '@jest/globals';
import { fault } from '../../domain/faults.ts';
import { placed } from '../../client/commands/call.ts';
import { FaultError } from '../../client/faultError.ts';
import { roleOf } from '../../client/handlers/actor.ts';
import { problemOf } from '../../client/http.ts';
import { OPERATIONS, type Operation } from '../../client/operations.ts';

const all = Object.entries(OPERATIONS) as [string, Operation][];

describe('the table of operations', () => {
  test('is what was promised', () => {
    const lines = all.map(
      ([name, { method, path, label, who }]) =>
        `${method} ${path} ${name} ${label} ${who.join('|')}`,
    );
    expect(lines).toEqual([
      'POST /campaigns/check checkCampaign 检查方案能否启动 office|principal|unit|post|auditor',
      'POST /campaigns createCampaign 启动专项行动 office',
      'GET /campaigns listCampaigns 列出专项行动 office|principal|unit|post|auditor',
      'GET /campaigns/:campaign showCampaign 查看专项行动 office|principal|unit|post|auditor',
      'GET /campaigns/:campaign/calendar showCalendar 查看工作日历 office|principal|unit|post|auditor',
      'POST /campaigns/:campaign/calendar/preview previewCalendar 预览工作日历的变更 office|principal|auditor',
      'POST /campaigns/:campaign/calendar publishCalendar 发布工作日历 office',
      'POST /campaigns/:campaign/calendar/withdraw withdrawCalendar 撤回工作日历 office',
      'GET /campaigns/:campaign/regime showRegime 查看制度 office|principal|unit|post|auditor',
      'POST /campaigns/:campaign/regime/preview previewRegime 预览制度变更 office|principal|auditor',
      'POST /campaigns/:campaign/regime publishRegime 发布制度变更 office',
      'POST /campaigns/:campaign/regime/withdraw withdrawRegime 撤回制度变更 office',
      'GET /tasks listTasks 列出任务 office|principal|unit|post|auditor',
      'GET /tasks/:task showTask 查看任务 office|principal|unit|post|auditor',
      'POST /tasks/:task/reports submitReport 报送 unit|office',
      'POST /decisions decide 作出决定 office|principal|post',
      'POST /interviews/decisions decideInterview 办理约谈 office|principal|unit|post',
      'GET /inbox readInbox 查看收件箱 office|principal|unit|post|auditor',
      'POST /tasks/:task/acts actOnTask 办理任务事项 office|principal|unit|post',
      'GET /tasks/:task/reports showReports 查看各版报送 office|principal|unit|post|auditor',
      'GET /tasks/:task/return-limit previewReturn 预览退回补报的时限 office|principal|post',
      'POST /tasks/:task/draft saveDraft 存草稿 unit|office',
      'GET /tasks/:task/draft showDraft 查看草稿 unit|office',
      'POST /tasks/:task/draft/discard discardDraft 删除草稿 unit|office',
      'GET /obstacles listObstacles 列出需协调事项 office|principal|unit|post|auditor',
      'POST /campaigns/:campaign/withdraw withdrawStart 撤回启动 office',
      'POST /campaigns/:campaign/go-live goLive 试运行转入正式 office',
      'POST /tasks/:task/backfill backfill 补录启动前的报送 office',
      'POST /campaigns/:campaign/bulk/preview previewBulk 预览成批办理 office|principal|auditor',
      'POST /campaigns/:campaign/bulk orderBulk 成批办理 office',
      'GET /campaigns/:campaign/bulk listBulk 列出成批办理 office|principal|unit|post|auditor',
      'POST /campaigns/:campaign/units/preview previewReorganisation 预览机构调整 office|principal|auditor',
      'POST /campaigns/:campaign/units reorganise 机构调整 office',
      'GET /notices/:notice explain 说明一条通知为何发出 office|principal|unit|post|auditor',
      'GET /tasks/:task/archive archive 取一项任务的档案 office|principal|auditor',
      'POST /campaigns/:campaign/what-if whatIf 按另一份制度推演 office|principal',
      'POST /items/campaigns openItems 设立日常督办 office',
      'POST /items registerItem 登记督办事项 office',
      'POST /items/:item/decisions decideItem 办理督办事项的立项 office|principal|post',
      'GET /items listItems 列出督办事项 office|principal|post|auditor',
      'GET /items/:item showItem 查看督办事项 office|principal|auditor|post',
      'POST /campaigns/:campaign/plan/preview previewPlan 预览方案新版 office|principal|auditor',
      'POST /campaigns/:campaign/plan publishPlan 发布方案新版 office',
      'GET /campaigns/:campaign/tree showTree 查看方案各级状态 office|principal|unit|post|auditor',
      'POST /campaigns/:campaign/samples drawSample 抽查 office',
      'GET /samples/:draw verifySample 重做一次抽查 office|principal|unit|post|auditor',
    ]);
  });

  test('an auditor writes nothing', () => {
    const writes = all.filter(
      ([name, { method }]) => method === 'POST' && !/^(check|preview)/.test(name),
    );
    expect(writes.filter(([, { who }]) => who.includes('auditor'))).toEqual([]);
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
