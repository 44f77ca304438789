import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TASK_ACTS } from '../../client/acts/acts.ts';
import { ACTS } from '../../client/decisionActs.ts';
import { OPERATIONS, type Operation, type OperationName } from '../../client/operations.ts';
import { TalkAct } from '../../client/talkInput.ts';
import {
  actorOfGrant,
  clashOf,
  desksOf,
  deskOf,
  mayDo,
  type Ask,
  type Desk,
  type Grant,
} from '../../domain/access.ts';
import { ACT_ROLES, BEFORE_CAMPAIGNS, PERSONAL, READ_BY_POST } from '../../domain/accessActs.ts';

/** One holder of each role by a letter; P is the leader of a whole place 主要领导. */
const HOLDERS: Readonly<Record<string, Grant>> = {
  A: { role: 'administrator' },
  V: { role: 'verifier' },
  R: { role: 'reporter', unit: '甲局' },
  H: { role: 'head', unit: '甲局' },
  P: { role: 'leader', post: 'principal' },
  L: { role: 'leader', post: '区长' },
  O: { role: 'observer' },
  S: { role: 'system' },
  C: { role: 'security' },
  U: { role: 'audit' },
};
const EVERYBODY = Object.keys(HOLDERS).join('');

/** Which roles each operation is for. A new operation has no line here and fails until somebody has decided. */
const WHO: Readonly<Record<string, string>> = {
  A: `createCampaign publishCalendar withdrawCalendar publishRegime withdrawRegime withdrawStart goLive
    backfill orderBulk reorganise openItems registerItem publishPlan makeLink receiveMail
    openPlanDesk answerDoubts setDeskRegime setDeskDocuments rehearseDesk startDesk discardDesk confirmSameMatter endSameMatter`,
  AV: `drawSample recordSample listPersons showToday listPlanDesks showPlanDesk listDeskDoubts listDeskTasks checkDesk showRehearsal
    showRehearsedDay exportDesk suggestSameMatters showDeskRecord showUnitRecords`,
  AC: 'revokeLink',
  AVC: 'listLinks',
  AVO: 'listNotices listSameMatters',
  RH: 'showDuties',
  PL: 'listGates',
  ARH: 'submitReport saveDraft discardDraft reportMany submitBatch sendEvidence',
  APL: 'decide decideItem',
  AHPL: 'decideInterview actOnTask',
  AVRH: 'showDraft listEntries showEntry exportBatch previewBatch listSent',
  AVP: 'whatIf',
  AVPL: 'previewReturn',
  AVPO: `listSamples showSample previewCalendar previewRegime previewBulk previewReorganisation previewPlan archive
    checkRegime listRegimeSamples showBurden showItemForm`,
  AVPLO:
    'listItems showItem showGlance listInterviews listBulletins showBulletin listUnits listCampaignActs',
  AVRHPLO: `checkCampaign listCampaigns showCampaign showCalendar showRegime listTasks showTask readInbox
    showReports listObstacles listBulk explain showTree listBranches showBranch verifySample listTaskActs showTaskPage
    fetchEvidence showInterview showCalendarMonth searchTasks exportLedger listViews saveView removeView`,
  S: `createAccount importAccounts changeAccount leaveAccount exportPersons listStuck showVersions
    listUndelivered`,
  C: 'listGrants grantRole revokeRole handOver listSessions endSession listSubjects decideSubjects',
  SC: 'listAccounts showAccount resetActivation listContacts',
  AVRHPLOSCU: 'listTokens revokeToken',
  U: 'searchAudit checkAudit exportAudit',
};

/** Acts 办理动作 by the roles that own them. */
const ACT_WHO: Readonly<Record<string, string>> = {
  A: `transfer open-entry propose-step withdraw-step terminate list-task publish-listing file-listing
    decide:pause decide:resume decide:close decide:exempt
    decideInterview:propose decideInterview:withdraw decideItem:withdraw decideItem:propose`,
  H: `decideInterview:statement decideInterview:rectified return-task delegate extend withdraw-extension object withdraw-objection extend-listing delist-apply`,
  RH: 'withdraw-report',
  ARH: 'sign',
  AH: 'apply-closure withdraw-closure',
  PL: 'confirm-arrival refuse-arrival',
  AP: 'assign-obstacle',
  APL: `accept-return refuse-return pass-extension approve-extension refuse-extension
    approve-step reject-step decide-objection approve-listing reject-listing decide-listing-extension
    accept-delisting approve-closure return-closure
    decide:approve decide:reject decide:sign decide:return
    decideInterview:hear decideInterview:schedule decideInterview:held decideInterview:minutes
    decideInterview:second decideInterview:refer decideItem:approve decideItem:reject`,
  AVPL: 'accept-report return-report review-closure look-back decideInterview:verify',
  ARHPL: 'resolve-obstacle',
};

function wordsOf(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const pairs = Object.entries(table).flatMap(([roles, names]) =>
    names.split(/\s+/).map((name) => [name, roles] as const),
  );
  return new Map(pairs);
}

function askOf(operation: OperationName, actor: string, act?: string): Ask {
  const { label, who, method }: Operation = OPERATIONS[operation];
  const reads = method === 'GET';
  return { operation, label, who, reads, actor, ...(act === undefined ? {} : { act }) };
}

function allowed(operation: OperationName, act?: string): string {
  const may = ([, grant]: [string, Grant]) =>
    mayDo({ grants: [grant], signedIn: true }, askOf(operation, actorOfGrant(grant), act)) ===
    undefined;
  return Object.entries(HOLDERS)
    .filter(may)
    .map(([letter]) => letter)
    .join('');
}

const names = Object.keys(OPERATIONS) as OperationName[];
const served = (desk: Desk) =>
  names.filter((name) => (OPERATIONS[name].who as readonly Desk[]).includes(desk));

describe('who may do what', () => {
  const who = wordsOf(WHO);

  test.each(names)('%s is for those for whom it was decided', (name) => {
    const entry = OPERATIONS[name].who as readonly Desk[];
    const isForAll = entry.includes('open') || (entry.includes('self') && entry.length === 1);
    expect([name, allowed(name)]).toEqual([name, isForAll ? EVERYBODY : who.get(name)]);
  });

  test('nothing was decided about what there is not', () => {
    expect([...who.keys()].filter((name) => !names.includes(name as OperationName))).toEqual([]);
  });

  test('none of the three reads or does an office thing, nor what another of them does', () => {
    const offices: readonly Desk[] = ['office', 'principal', 'unit', 'post', 'auditor'];
    for (const letter of ['S', 'C', 'U']) {
      const own = names.filter((name) => allowed(name).includes(letter));
      const desks = new Set(own.flatMap((name) => OPERATIONS[name].who as readonly Desk[]));
      const foreign = own.filter((name) => {
        const entry = OPERATIONS[name].who as readonly Desk[];
        const desk = HOLDERS[letter]?.role as Desk;
        return !entry.includes(desk) && !entry.includes('self') && !entry.includes('open');
      });
      expect([letter, foreign]).toEqual([letter, []]);
      if (letter === 'U') expect(offices.filter((desk) => desks.has(desk))).toEqual([]);
    }
  });

  test('the audit reads and writes nothing but what is about himself', () => {
    const writes = served('audit').filter((name) => OPERATIONS[name].method !== 'GET');
    expect(writes).toEqual([]);
  });

  test('an observer changes nothing but his own settings', () => {
    const writes = names.filter(
      (name) => OPERATIONS[name].method === 'POST' && served('auditor').includes(name),
    );
    const known = [...READ_BY_POST, ...PERSONAL];
    expect(writes.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('acts 办理动作', () => {
  const who = wordsOf(ACT_WHO);
  const acts: readonly (readonly [OperationName, string, readonly Desk[]])[] = [
    ...TASK_ACTS.map(({ act, who: desks }) => ['actOnTask', act, desks] as const),
    ...Object.keys(ACTS).map((act) => ['decide', act, OPERATIONS.decide.who] as const),
    ...TalkAct.options.map(
      (act) => ['decideInterview', act, OPERATIONS.decideInterview.who] as const,
    ),
    ...OPERATIONS.decideItem.input.shape.act.options.map(
      (act) => ['decideItem', act, OPERATIONS.decideItem.who] as const,
    ),
  ];

  test('none is without an owner, and nobody owns what there is not', () => {
    const known = acts.map(([operation, act]) => `${operation}:${act}`);
    expect(Object.keys(ACT_ROLES).sort()).toEqual([...known].sort());
  });

  test.each(acts)('%s %s is for those for whom it was decided', (operation, act, desks) => {
    const name = operation === 'actOnTask' ? act : `${operation}:${act}`;
    const holders = [...allowed(operation, act)].filter((letter) => {
      const desk = deskOf(actorOfGrant(HOLDERS[letter] as Grant));
      return desk !== undefined && desks.includes(desk);
    });
    expect([name, holders.join('')]).toEqual([name, who.get(name)]);
    const owners = new Set(ACT_ROLES[`${operation}:${act}`]);
    const idle = [...owners].filter(
      (role) => !holders.some((letter) => HOLDERS[letter]?.role === role),
    );
    expect([name, idle]).toEqual([name, []]);
  });
});

describe('desks that an account does not hold', () => {
  const head: Grant = { role: 'head', unit: '甲局' };
  const asked = (grants: readonly Grant[], actor: string, name: OperationName, act?: string) =>
    mayDo({ grants, signedIn: true }, askOf(name, actor, act))?.code;

  test.each(names)('%s: no role does it as another unit, another post, or the office', (name) => {
    const entry = OPERATIONS[name].who as readonly Desk[];
    if (entry.includes('open') || entry.includes('self')) return;
    for (const grant of Object.values(HOLDERS)) {
      const own = actorOfGrant(grant);
      for (const actor of ['unit:乙局', 'post:副区长', 'office', 'principal', 'auditor', 'audit']) {
        if (actor !== own) expect(asked([grant], actor, name)).toBe('desk-not-held');
      }
    }
  });

  test('who has no grant left hears that, whatever he asks for', () => {
    for (const actor of ['nobody', 'office', 'unit:甲局']) {
      expect(asked([], actor, 'listTasks')).toBe('grants-none');
    }
  });

  test('nobody who has not signed in does anything that is not open', () => {
    for (const name of names) {
      const entry = OPERATIONS[name].who as readonly Desk[];
      const found = mayDo({ grants: [], signedIn: false }, askOf(name, 'office'));
      expect([name, found?.code]).toEqual([
        name,
        entry.includes('open') ? undefined : 'sign-in-needed',
      ]);
    }
  });

  test('an act is refused with who does it', () => {
    const refused = mayDo(
      { grants: [{ role: 'reporter', unit: '甲局' }], signedIn: true },
      askOf('actOnTask', 'unit:甲局', 'extend'),
    );
    expect(refused).toEqual({
      code: 'role-not-enough',
      message: '填报员不能做“办理任务事项”，没有办理。请由单位负责人办理。',
    });
    expect(asked([head], 'unit:甲局', 'actOnTask', 'extend')).toBeUndefined();
  });
});

describe('what narrows a grant', () => {
  test('a campaign', () => {
    const grants: Grant[] = [{ role: 'observer', campaign: 'c2026-001' }];
    const of = (campaign: string) =>
      mayDo({ grants, signedIn: true }, { ...askOf('listTasks', 'auditor'), campaign })?.code;
    expect([of('c2026-001'), of('c2026-002')]).toEqual([undefined, 'campaign-unknown']);
  });

  test('a campaign: what begins another is for nobody who is limited', () => {
    const grants: Grant[] = [{ role: 'administrator', campaign: 'c2026-001' }];
    const begins = names.filter((name) => BEFORE_CAMPAIGNS.includes(name));
    expect(begins).toHaveLength(BEFORE_CAMPAIGNS.length);
    for (const name of begins) {
      const found = mayDo({ grants, signedIn: true }, askOf(name, 'office'));
      expect([name, found?.code]).toEqual([name, 'campaign-limited']);
    }
  });

  test('each campaign by its own role', () => {
    const grants: Grant[] = [
      { role: 'administrator', campaign: 'c2026-001' },
      { role: 'verifier', campaign: 'c2026-002' },
    ];
    const of = (campaign: string) =>
      mayDo({ grants, signedIn: true }, { ...askOf('orderBulk', 'office'), campaign })?.code;
    expect([of('c2026-001'), of('c2026-002')]).toEqual([undefined, 'campaign-unknown']);
  });

  test('the scopes of a token', () => {
    const grants: Grant[] = [{ role: 'administrator' }];
    const of = (scopes: readonly string[], name: OperationName, act?: string) =>
      mayDo({ grants, signedIn: true, scopes }, askOf(name, 'office', act))?.code;
    expect(of(['read'], 'listTasks')).toBeUndefined();
    expect(of(['read'], 'submitReport')).toBe('beyond-scope');
    expect(of(['submitReport'], 'listTasks')).toBe('beyond-scope');
    expect(of(['actOnTask:sign'], 'actOnTask', 'sign')).toBeUndefined();
    expect(of(['actOnTask:sign'], 'actOnTask', 'terminate')).toBe('beyond-scope');
    expect(of([], 'listTasks')).toBe('beyond-scope');
  });

  test('三员分立', () => {
    const held: Grant[] = [{ role: 'system' }];
    const codes = (['system', 'security', 'audit', 'administrator', 'observer'] as const).map(
      (role) => clashOf(held, { role })?.code,
    );
    expect(codes).toEqual([undefined, ...Array<string>(4).fill('duties-clash')]);
    expect(clashOf([{ role: 'administrator' }], { role: 'audit' })?.code).toBe('duties-clash');
    expect(clashOf([{ role: 'administrator' }], { role: 'verifier' })).toBeUndefined();
  });
});

const grantsOf: fc.Arbitrary<Grant> = fc
  .record({
    holder: fc.constantFrom(...Object.values(HOLDERS)),
    campaign: fc.constantFrom('c2026-001', 'c2026-002', undefined),
  })
  .map(({ holder, campaign }) => (campaign === undefined ? holder : { ...holder, campaign }));

test('less held is never more allowed', () => {
  const asks = fc.record({
    name: fc.constantFrom(...names),
    act: fc.constantFrom(undefined, ...Object.keys(ACT_ROLES).map((key) => key.split(':')[1])),
    actor: fc.constantFrom(...Object.values(HOLDERS).map(actorOfGrant), 'unit:乙局'),
    campaign: fc.constantFrom('c2026-001', 'c2026-002', undefined),
  });
  const given = fc.record({
    grants: fc.array(grantsOf, { maxLength: 4 }),
    lost: fc.nat({ max: 3 }),
    scopes: fc.subarray(['read', 'listTasks', 'actOnTask', 'actOnTask:sign', 'submitReport']),
    asked: asks,
  });
  fc.assert(
    fc.property(given, ({ grants, lost, scopes, asked: { name, act, actor, campaign } }) => {
      const ask = { ...askOf(name, actor, act), ...(campaign === undefined ? {} : { campaign }) };
      const may = (held: readonly Grant[], more: object = {}) =>
        mayDo({ grants: held, signedIn: true, ...more }, ask) === undefined;
      const whole = may(grants);
      expect(whole || !may(grants.filter((_, i) => i !== lost))).toBe(true);
      expect(whole || !may(grants, { scopes })).toBe(true);
      const narrowed = grants.map((grant) => ({ ...grant, campaign: 'c2026-001' }));
      expect(whole || !may(narrowed) || campaign === 'c2026-001').toBe(true);
    }),
    { numRuns: 3000 },
  );
});

describe('the desks of an account', () => {
  test('stand once each, with the wider role', () => {
    const grants: Grant[] = [
      { role: 'reporter', unit: '甲局' },
      { role: 'head', unit: '甲局' },
      { role: 'leader', post: '区长', campaign: 'c2026-001' },
    ];
    expect(desksOf(grants)).toEqual([
      { actor: 'unit:甲局', label: '甲局（单位负责人）', role: 'head', desk: 'unit' },
      {
        ...{ actor: 'post:区长', label: '区长（领导）', role: 'leader', desk: 'post' },
        campaigns: ['c2026-001'],
      },
    ]);
  });
});
