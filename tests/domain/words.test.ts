import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Behaviour } from '../../domain/behaviour.ts';
import type { Decision } from '../../domain/machine.ts';
import { readProcess } from '../../domain/ids.ts';
import { rehearse } from '../../domain/rehearse.ts';
import { factWords, noticeWords, recipientWords, type Names } from '../../domain/words.ts';
import { factTable } from '../../domain/wordsFacts.ts';
import { noticeTable } from '../../domain/wordsNotices.ts';
import { sampleYear } from '../fixtures/sampleYear.ts';

const { names, input, tasks } = sampleYear();
const TASK = 'task/c2026-001/t0003';
const OBLIGATION = {
  obligation: 'monthly/2026-03/u005',
  duty: 'monthly',
  period: '2026-03',
  party: 'u005',
  due: '2026-03-25T17:00:00+08:00',
};

function notice(
  type: string,
  at: string,
  payload: object,
  from: Partial<{ process: string; recipient: string; names: Names }> = {},
) {
  const { process = TASK, recipient = 'u005/head', names: own = names } = from;
  return noticeWords({ type, at, process, recipient, payload: { ...payload } }, own);
}

function fact(type: string, at: string, payload: object, process = TASK) {
  return factWords({ type, at, process, payload: { ...payload } }, names);
}

describe('no type is silent', () => {
  test('every fact, effect and notice that the source of the machines names has words', () => {
    const folder = new URL('../../domain/', import.meta.url);
    const machines = readdirSync(folder).filter((name) => /^(task|campaign|interview)/.test(name));
    const sources = machines.map((name) => readFileSync(new URL(name, folder), 'utf8'));
    const driver = readFileSync(new URL('../../workflows/driver.ts', import.meta.url), 'utf8');
    const source = [...sources, driver].join('\n');
    const written = [
      ...source.matchAll(/\btype: '([a-zA-Z-]+)'/g),
      ...source.matchAll(/\bfact\(\s*view,\s*\w+,\s*'([a-z-]+)'/g),
      ...source.matchAll(/otices\(\s*view,\s*\w+,\s*'([a-z-]+)'/g),
    ].map(([, type]) => type as string);
    const known = new Set([...Object.keys(factTable), ...Object.keys(noticeTable)]);
    expect(new Set(written).size).toBeGreaterThan(25);
    expect([...new Set(written)].filter((type) => !known.has(type))).toEqual([]);
    const steps = input.context.regime.ladder.map(({ step }) => step);
    expect(steps.filter((step) => !(step in noticeTable))).toEqual([]);
  });

  test('a type of a later engine stands with what is known of it', () => {
    expect(fact('unheard-of', '2026-03-25T17:00:00+08:00', { a: 1, b: '乙' })).toEqual({
      what: 'unheard-of',
      why: 'a：1；b：乙',
    });
  });
});

describe('a rehearsed year', () => {
  const said: { process: string; decision: Decision; text: string }[] = [];
  const BEHAVIOURS = [
    { reports: 'silent' },
    { reports: 'on-time', signs: 'never' },
    {
      reports: { early: 1, 'on-time': 3, late: 2, silent: 4, nil: 1, duplicate: 1, lost: 1 },
      gates: ['approve', 'reject', 'lapse'],
      pauses: [{ from: '2026-05-11T10:00:00+08:00', to: '2026-06-29T09:00:00+08:00' }],
    },
  ];

  beforeAll(() => {
    for (const behaviour of BEHAVIOURS) {
      rehearse({
        input,
        tasks,
        behaviour: Behaviour.parse(behaviour),
        onRow: ({ process, decision }) => {
          const words =
            decision.kind === 'notice'
              ? noticeWords({ ...decision, process }, names)
              : factWords({ ...decision, process }, names);
          said.push({ process, decision, text: Object.values(words).join('\n') });
        },
      });
    }
  });

  test('says everything in words: no id, no hole', () => {
    const holes = /undefined|NaN|null|\[object|\bu\d{3}\b|\bt\d{4}\b|\d{4}-\d{2}-\d{2}T/;
    expect(said.filter(({ text }) => holes.test(text)).map(({ text }) => text)).toEqual([]);
    const types = new Set(said.map(({ decision }) => `${decision.kind} ${decision.type}`));
    expect(types.size).toBeGreaterThan(30);
  });

  test('a notice is read in half a minute', () => {
    const notices = said.filter(({ decision }) => decision.kind === 'notice');
    expect(notices.length).toBeGreaterThan(1000);
    expect(notices.filter(({ text }) => [...text].length > 420).map(({ text }) => text)).toEqual(
      [],
    );
  });

  test('every step of a task cites its rule', () => {
    const steps = said.filter(({ decision }) => decision.type === 'step');
    expect(steps.length).toBeGreaterThan(100);
    for (const { text } of steps) expect(text).toMatch(/制度 park-monthly 第1版 步骤 [a-z-]+：/);
  });

  test('no gate is said to open by itself', () => {
    const gates = said.filter(({ decision, process }) => {
      const asked = ['decide-interview', 'sign-bulletin', 'proposed', 'bulletin-drafted'];
      return asked.includes(decision.type) && readProcess(process) !== undefined;
    });
    expect(gates.length).toBeGreaterThan(0);
    for (const { text } of gates) expect(text).toMatch(/不会自动(约谈|签发)/);
  });
});

describe('a notice', () => {
  test('a reminder says what, until when, by which rule, and what follows', () => {
    const words = notice('remind', '2026-03-20T09:00:00+08:00', { ...OBLIGATION, step: 'remind' });
    expect(words).toEqual({
      title: '【提醒】第3项 腾退安全距离内住户：2026年3月“月调度报送” 3月25日（周三）17:00 到期',
      body: '区住房和城乡建设局：第3项 腾退安全距离内住户，2026年3月“月调度报送”，应在 3月25日（周三）17:00 前报送，目前尚未收到。依据：制度 park-monthly 第1版 步骤 remind：到期前3个工作日09:00，提醒单位联络员。',
      ask: '请在 3月25日（周三）17:00 前报送；没有新情况的，报零报告并说明',
      ifNothing: '届时仍未收到：判为未报；宽限期满当即催办（送单位联络员、单位主要负责人）',
    });
  });

  test('a letter tells the lateness in working days, or in days where there is no calendar', () => {
    const payload = { ...OBLIGATION, step: 'letter' };
    const at = '2026-03-30T17:00:00+08:00';
    expect(notice('letter', at, payload).body).toContain('至今逾期3个工作日');
    const { regime, zone } = names;
    const bare = { unit: names.unit, task: names.task, regime, zone };
    expect(notice('letter', at, payload, { names: bare }).body).toContain('至今逾期5天');
  });

  test('a condition is told with its count and periods, a later year with its name', () => {
    const because = ['2026-11', '2026-12', '2027-01'].map((period) => `monthly/${period}/u005`);
    const condition = { consecutive: 'missing', atLeast: 3 };
    const words = notice('interview', '2027-02-01T17:00:00+08:00', {
      ...OBLIGATION,
      step: 'interview',
      condition,
      count: 3,
      because,
    });
    expect(words.title).toContain('连续3期未报（2026年11月、12月、2027年1月）');
    expect(words.ifNothing).toContain('未经区政府分管领导批准不会约谈');
  });

  test('what lies beyond the announced calendar is marked', () => {
    const payload = { ...OBLIGATION, step: 'remind', provisional: true };
    expect(notice('remind', '2026-03-20T09:00:00+08:00', payload).title).toContain('暂定');
  });

  test('the one who decides an interview reads the limit and that silence lapses', () => {
    const payload = {
      unit: 'u005',
      window: '2026-03B',
      grounds: ['t0003/monthly/2026-03/u005'],
      limitAt: '2026-04-09T17:00:00+08:00',
    };
    const process = 'interview/c2026-001/u005/2026-03B';
    const recipient = 'post/区政府分管领导';
    const at = '2026-04-01T09:00:00+08:00';
    const words = notice('decide-interview', at, payload, { process, recipient });
    expect(words.title).toBe('【约谈待批】区住房和城乡建设局，4月9日（周四）17:00 前决定');
    expect(words.body).toContain('事由 1 项：第3项 腾退安全距离内住户（2026年3月“月调度报送”）');
    expect(words.ifNothing).toBe(
      '到 4月9日（周四）17:00 仍未决定：到期自动失效，不会自动约谈，退回督查室并记入台账',
    );
  });

  test('one that reaches a stand-in says for whom, and names the unit that is meant', () => {
    const payload = {
      subject: 's',
      bulletin: 'bimonthly',
      period: '2026-01B',
      number: 1,
      year: '2026',
    };
    const words = notice(
      'criticise',
      '2026-03-03T10:00:00+08:00',
      { ...payload, insteadOf: 'u003/head' },
      { process: 'campaign/c2026-001', recipient: 'office' },
    );
    expect(words.title).toBe('【通报批评】区生态环境局');
    expect(words.body).toContain('（原应送 区生态环境局 主要负责人，该接收人空缺，改送此处）');
    const process = 'campaign/c2026-001';
    const leader = { process, recipient: 'leader/分管领导甲' };
    const told = notice('criticise', '2026-03-03T10:00:00+08:00', payload, leader);
    expect(told.title).toBe('【通报批评】本期点名的单位');
  });
});

describe('a fact', () => {
  test('the title of a bulletin stands apart from its period', () => {
    const about = { bulletin: 'bimonthly', period: '2026-01B' };
    const words = fact('bulletin-empty', '2026-03-03T10:00:00+08:00', about, 'campaign/c2026-001');
    expect(words.what).toBe('2026年1—2月“双月通报”没有内容，不成稿');
  });

  test('a judgement tells marks, corrections and instants', () => {
    const received = '2026-03-27T11:02:00+08:00';
    const payload = { ...OBLIGATION, verdict: 'late', receivedAt: received, corrects: 'missing' };
    expect(fact('judged', received, { ...payload, marks: ['nil'] })).toEqual({
      what: '第3项 腾退安全距离内住户 2026年3月“月调度报送”：由未报更正为迟报（零报告）（区住房和城乡建设局）',
      why: '到期 3月25日（周三）17:00；3月27日（周五）11:02 收到；逾期2个工作日',
    });
    const missing = fact('judged', OBLIGATION.due, { ...OBLIGATION, verdict: 'missing' });
    expect(missing.why).toBe('到期 3月25日（周三）17:00；宽限期满仍未收到');
    const by = { verdict: 'exempt', reason: '机构改革', by: 'office' };
    expect(fact('judged', received, { ...OBLIGATION, ...by }).why).toBe(
      '到期 3月25日（周三）17:00；督查室决定；机构改革',
    );
  });

  test('a report during a suspension has no due instant yet', () => {
    const payload = { ...OBLIGATION, due: undefined, unit: 'u005', version: 2 };
    const words = fact('report', '2026-03-20T09:00:00+08:00', payload);
    expect(words.what).toContain('（第2版）');
    expect(words.why).toBe('暂停期间，到期时点待恢复后确定');
  });

  test('a deadline stands with its day and what it is about', () => {
    const due = { duty: 'deadlines', period: '2026-09-30#2', party: 'u008', what: '签约完成' };
    const words = fact('step', '2026-09-14T09:00:00+08:00', { ...due, step: 'remind-deadline' });
    expect(words.what).toContain('2026年9月30日（第2项）时限“签约完成”');
  });

  test('a ground says one thing of the task and another of the interview', () => {
    const payload = { ...OBLIGATION, step: 'interview', unit: 'u005', task: 't0003' };
    const at = '2026-03-30T17:00:00+08:00';
    expect(fact('ground', at, payload).what).toContain('作为约谈 区住房和城乡建设局 的事由送出');
    const process = 'interview/c2026-001/u005/2026-03B';
    expect(fact('ground', at, payload, process).what).toContain('增加一项约谈事由');
  });
});

describe('a recipient', () => {
  test.each([
    ['u003/head', '区生态环境局 主要负责人'],
    ['u003/reporter', '区生态环境局 联络员'],
    ['u999/reporter', 'u999 联络员'],
    ['post/区政府分管领导', '区政府分管领导'],
    ['leader/分管副区长', '分管副区长（牵头领导）'],
    ['leader', '牵头领导'],
    ['office', '督查室'],
    ['unit:u003', '区生态环境局'],
    ['post:区政府分管领导', '区政府分管领导'],
  ])('%s is %s', (recipient, words) => {
    expect(recipientWords(recipient, names)).toBe(words);
  });
});
