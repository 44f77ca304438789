import { accountsOf } from '../../store/accounts.ts';
import { transaction } from '../../store/pool.ts';
import { countSessions, endSessions, sessionBegun } from '../../store/sessions.ts';
import { PERSON } from '../accountParts.ts';
import { Login } from '../accountParts.ts';
import { refuse } from '../faultError.ts';
import { holding } from '../identity/session.ts';
import { realNow } from '../identity/settings.ts';
import { mustGoOn } from '../listPage.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { z } from 'zod';
import { sessionLines } from './accountSelf.ts';
import { enterAccount, linesOf, phoneOf, type NewAccount } from './accounts.ts';
import { taking } from './accountTaken.ts';
import { attempt } from './actor.ts';
import { recordAct } from './signIn.ts';

type Row = TakenOf<'importAccounts'>['rows'][number];

const SHOWN = 20;
const ImportRow = z.object({ login: Login.optional(), ...PERSON });

/** A list of persons: all of it or nothing, and what is wrong with every row that is wrong. */
export async function importAccounts(
  service: Service,
  { rows, requestId }: TakenOf<'importAccounts'>,
  actor: string,
): Promise<OutputOf<'importAccounts'>> {
  const what = { actor, act: 'importAccounts', subject: '' };
  return attempt(service, what, async () => {
    const wanted = rows.map((row) => rowOf(row));
    const faulty = problemsOf(wanted);
    if (faulty.length > 0) {
      const list = faulty.slice(0, SHOWN).join('\n');
      refuse('accounts-faulty', { count: faulty.length, list });
    }
    const now = await realNow(service);
    return taking(() =>
      transaction(service.pool, async (db) => {
        const accounts: OutputOf<'importAccounts'>['accounts'] = [];
        for (const [i, row] of wanted.entries()) {
          if ('problem' in row) continue;
          const by = { now, actor, detail: { requestId, row: i + 1 } };
          const made = await enterAccount(service, db, row, by);
          accounts.push({ row: i + 1, name: row.name, ...made });
        }
        await recordAct(db, now, { ...what, detail: { count: accounts.length, requestId } });
        return { accounts };
      }),
    );
  });
}

/** Empty cells are absent; a row without a login is a contact. */
function rowOf(row: Row): NewAccount | { readonly problem: string } {
  const filled = Object.entries(row).filter(([, text]) => (text ?? '').trim() !== '');
  const parsed = ImportRow.safeParse(Object.fromEntries(filled), {
    error: z.locales.zhCN().localeError,
  });
  if (parsed.success) return { ...parsed.data, signsIn: parsed.data.login !== undefined };
  const issues = parsed.error.issues.map(
    ({ path, message }) => `${COLUMNS[String(path[0])]}：${message}`,
  );
  return { problem: issues.join('；') };
}

const COLUMNS: Readonly<Record<string, string>> = {
  ...{ login: '登录名', name: '姓名', unit: '单位', phone: '电话', subject: '统一认证标识' },
};

function problemsOf(rows: readonly ReturnType<typeof rowOf>[]): readonly string[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row, i) => {
    if ('problem' in row) return [`第 ${i + 1} 行 ${row.problem}`];
    const { login } = row;
    const first = login === undefined ? undefined : seen.get(login);
    if (first !== undefined) return [`第 ${i + 1} 行 登录名与第 ${first} 行相同`];
    if (login !== undefined) seen.set(login, i + 1);
    return [];
  });
}

const MOST = 100_000;

/** Persons leave the register only with a reason, and the audit says who took them, how many, and whether with phones. */
export async function exportPersons(
  service: Service,
  { phones, reason, requestId }: TakenOf<'exportPersons'>,
  actor: string,
): Promise<OutputOf<'exportPersons'>> {
  const what = { actor, act: 'exportPersons', subject: '' };
  return attempt(service, what, async () => {
    const now = await realNow(service);
    const all = await accountsOf(service.pool, { limit: MOST });
    const rows = all.filter(({ state }) => state !== 'left');
    const lines = await linesOf(service, rows);
    const detail = { count: rows.length, phones, reason, requestId };
    await recordAct(service.pool, now, { ...what, detail });
    return {
      persons: rows.flatMap((row, i) => {
        const line = lines[i];
        if (line === undefined) return [];
        const whole = phones ? (phoneOf(service, row) ?? null) : line.phone;
        return [{ ...line, phone: whole }];
      }),
    };
  });
}

export async function listSessions(
  service: Service,
  { account, words, after, limit }: TakenOf<'listSessions'>,
): Promise<OutputOf<'listSessions'>> {
  const of = { account, words };
  const rows = await sessionLines(service, { ...of, after, limit: limit + 1 });
  await mustGoOn(rows, after, (id) => sessionBegun(service.pool, id));
  const sessions = rows.slice(0, limit);
  const total = await countSessions(service.pool, of, holding(await realNow(service)));
  const next = sessions.length < rows.length ? (sessions.at(-1)?.session ?? null) : null;
  return { total, sessions, next };
}

/** One session, or all of an account. */
export async function endSession(
  service: Service,
  { session, account, requestId }: TakenOf<'endSession'>,
  actor: string,
): Promise<{ ended: number }> {
  const what = { actor, act: 'endSession', subject: account ?? session ?? '' };
  return attempt(service, what, async () => {
    const which =
      session !== undefined
        ? { id: session, ...(account === undefined ? {} : { account }) }
        : { account: account ?? refuse('content-missing', { what: '要结束的会话' }) };
    const now = await realNow(service);
    const by = service.caller?.account ?? null;
    const end = { at: new Date(now), by, why: 'ended by the security administrator' };
    const ended = await endSessions(service.pool, which, end);
    if (ended === 0) refuse('session-unknown');
    await recordAct(service.pool, now, { ...what, detail: { ended, requestId } });
    return { ended };
  });
}
