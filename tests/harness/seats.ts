import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { demoClock, type DemoClock } from '../../client/demoClock.ts';
import { openDemoWorld, type DemoWorld } from '../../client/demoWorld.ts';
import { createCampaign, type NewCampaignInput } from '../../client/handlers/campaigns.ts';
import { serve, type Served } from '../../client/http.ts';
import { hashPassword } from '../../client/identity/passwords.ts';
import { beginSession } from '../../client/identity/session.ts';
import { identityIn } from '../../client/identity/settings.ts';
import { CampaignDocuments } from '../../client/operations.ts';
import type { Service } from '../../client/service.ts';
import type { Grant } from '../../domain/access.ts';
import { TASK_QUEUE } from '../../domain/ids.ts';
import { readDirectory } from '../../importers/directory.ts';
import { readPlanYaml } from '../../importers/planYaml.ts';
import { readRegime } from '../../importers/regime.ts';
import { insertAccount, setPassword } from '../../store/accounts.ts';
import { insertGrant } from '../../store/grants.ts';
import { openBrowser, openPage, whole } from './browser.ts';

/**
 * Everybody at his own desk, with an account and a session, over real servers whose time is skipped: what a page does is done
 * by the product, and the test lets days pass.
 */
export interface Seats {
  readonly world: DemoWorld;
  readonly clock: DemoClock;
  readonly url: () => string;
  readonly browser: Browser;
  /** Starts a campaign; its key. */
  readonly begin: (
    plan: string,
    request: string,
    more?: Partial<NewCampaignInput>,
  ) => Promise<string>;
  /** Lets time pass until 09:30 of a day. */
  readonly until: (day: string, time?: string) => Promise<void>;
  /** A page of somebody who has signed in already. */
  readonly sit: (who: string, path: string, size?: Size) => Promise<Sitting>;
  /** The server of the API and the pages is gone, and comes back where it was. */
  readonly restart: () => Promise<() => Promise<void>>;
  /** What the server has logged as an error. */
  readonly errors: readonly string[];
  readonly stop: () => Promise<void>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Sitting {
  readonly page: Page;
  readonly complaints: string[];
}

export const PASSWORD = 'Kite-7-lamp-Harbour';
const BEGINS = '2026-01-05T09:00:00+08:00';
const UNITS = `units:
  - { name: 甲局, reporter: 综合股联络员, head: 局长 }
  - { name: 乙局, reporter: 办公室联络员, head: 局长 }
  - { name: 丙镇, reporter: 党政办联络员, head: 镇长 }
  - { name: 丁街道, reporter: 党政办联络员, head: 主任 }
`;

/** Who has an account, and as what. */
export const PEOPLE: Readonly<Record<string, Grant>> = {
  督查室甲: { role: 'administrator' },
  督查室乙: { role: 'administrator' },
  分管领导: { role: 'leader', post: '区政府分管领导' },
  主要领导: { role: 'leader', post: 'principal' },
  甲局联络员: { role: 'head', unit: '甲局' },
  乙局联络员: { role: 'head', unit: '乙局' },
  丙镇联络员: { role: 'head', unit: '丙镇' },
  丁街道联络员: { role: 'reporter', unit: '丁街道' },
  丁街道负责人: { role: 'head', unit: '丁街道' },
};

const read = (name: string) =>
  readFileSync(join(fileURLToPath(new URL('../../plans', import.meta.url)), name), 'utf8');

/** The documents of a campaign under the whole sample regime, of which `change` makes another text. */
export function documentsOf(plan: string, change: (regime: string) => string = (text) => text) {
  const { draft } = readPlanYaml('plan.yaml', plan, { today: '2026-01-01' });
  return CampaignDocuments.parse({
    plan: draft,
    regime: readRegime(change(read('park-full.regime.yaml'))).regime,
    directory: readDirectory(UNITS).directory,
    calendar: JSON.parse(read('calendar-cn.json')) as unknown,
    horizon: { from: '2026-01-01', to: '2027-01-01' },
  });
}

export async function openSeats(path: string): Promise<Seats> {
  const stops: (() => Promise<void> | void)[] = [];
  const part = (stop: () => Promise<void> | void) => void stops.push(stop);
  const stop = async () => {
    for (const one of stops.splice(0).toReversed()) await one();
  };
  try {
    const world = await openDemoWorld({ say: () => 0, part, died: () => 0 });
    const clock = demoClock(world, Date.parse(BEGINS));
    const identity = identityIn({}, randomBytes(32));
    const service: Service = {
      ...{ ...world, taskQueue: TASK_QUEUE, identity, linkKey: 'key-of-the-test' },
      get clockOffset() {
        return clock.offset();
      },
    };
    const errors: string[] = [];
    const log = (line: string) => void (line.includes('"level":"error"') && errors.push(line));
    const web = process.env['DUBAN_WEB'];
    const door = {
      ...{ token: randomBytes(24).toString('hex'), log },
      ...(web === undefined ? {} : { web }),
    };
    let served: Served = await serve(service, { ...door, port: 0 });
    part(() => served.close());
    const accounts = await enrol(world);
    const browser = await openBrowser(path);
    part(() => browser.close());
    const port = Number(new URL(served.url).port);
    return {
      ...{ world, clock, browser, errors, stop },
      url: () => served.url,
      begin: async (plan, requestId, more = {}) => {
        const asked = { ...documentsOf(plan), startedAt: BEGINS, requestId, actor: 'office' };
        const confirm = ['deadline-past' as const];
        return (await createCampaign(service, { ...asked, confirm, ...more })).campaign;
      },
      until: (day, time = '09:30') => clock.move(Date.parse(`${day}T${time}:00+08:00`)),
      sit: async (who, address, size) => {
        const opened = await openPage(browser, size);
        await admit(service, opened.page.context(), accounts[who] ?? '', served.url);
        await opened.page.goto(`${served.url}${address}`);
        await whole(opened.page);
        return opened;
      },
      restart: async () => {
        await served.close();
        return async () => {
          served = await serve(service, { ...door, port });
        };
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An account with a password for everybody. */
async function enrol({ pool }: DemoWorld): Promise<Readonly<Record<string, string>>> {
  const at = new Date();
  const hash = await hashPassword(PASSWORD);
  const accounts: Record<string, string> = {};
  for (const [name, grant] of Object.entries(PEOPLE)) {
    const person = { login: name, name, unit: grant.unit ?? null, subject: null, at };
    const id = await insertAccount(pool, person);
    await setPassword(pool, id, { hash, at, kept: 5 });
    await insertGrant(pool, id, grant, { at, account: null });
    accounts[name] = id;
  }
  return accounts;
}

/** A session in the browser, as signing in with both factors would have made it. */
async function admit(
  service: Service,
  context: BrowserContext,
  account: string,
  url: string,
): Promise<void> {
  const who = { account, strength: 'two-factor' as const };
  const { token } = await beginSession(service, service.pool, who, Date.now());
  await context.addCookies([{ name: 'duban', value: token, url }]);
}
