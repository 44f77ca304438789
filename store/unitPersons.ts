import type { Db } from './pool.ts';

/** Somebody of a unit 单位人员: of an active account that belongs to it or acts for it; the phone is sealed. */
export interface UnitPerson {
  readonly account: string;
  readonly name: string;
  readonly unit: string;
  readonly phone: string | null;
  readonly login: string | null;
  readonly activated: boolean;
  readonly roles: readonly ('reporter' | 'head')[];
}

/** Those of the units with these names; a grant that is limited to another campaign is none here. */
export async function personsOf(
  db: Db,
  campaign: string,
  units: readonly string[],
): Promise<readonly UnitPerson[]> {
  const { rows } = await db.query<UnitPerson>(
    `select a.id as account, a.name, a.login, a.phone, u.unit,
            (a.password is not null or a.subject is not null) as activated,
            array(select distinct g.role from account_grant g
                   where g.account = a.id and g.revoked_at is null and g.unit = u.unit
                     and coalesce(g.campaign, $1) = $1 order by g.role) as roles
       from account a
       cross join lateral (select a.unit where a.unit is not null
                           union select g.unit from account_grant g
                            where g.account = a.id and g.revoked_at is null and g.unit is not null
                              and coalesce(g.campaign, $1) = $1) u
      where a.state = 'active' and u.unit = any ($2) order by u.unit, a.name`,
    [campaign, units],
  );
  return rows;
}
