import type { Attendance, InterviewMessage } from './interviewMessages.ts';

/** What people do to an interview 约谈, in words. */
export const ACT_WORDS: Readonly<Record<InterviewMessage['kind'], string>> = {
  ground: '增加事由',
  approve: '批准',
  reject: '不批准',
  hear: '要求单位先作说明',
  statement: '提交单位说明',
  propose: '再次提请',
  withdraw: '撤回提请',
  schedule: '安排约谈',
  held: '登记到场情况',
  minutes: '送达纪要',
  rectified: '报送整改',
  verify: '核实整改',
  second: '二次约谈',
  refer: '提请移送问责',
  suspend: '暂停',
  resume: '恢复',
  calendar: '变更工作日历',
};

/** 到场情况 in words; whoever comes instead of the principal is not the principal. */
export const ATTENDANCE_WORDS: Readonly<Record<Attendance, string>> = {
  principal: '主要负责人到场',
  delegate: '由他人代替到场',
  absent: '无人到场',
};
