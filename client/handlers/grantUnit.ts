import type { Grant } from '../../domain/access.ts';
import { nearestNames } from '../../domain/nearestNames.ts';
import { contactUnits, unitsKnownIn, type UnitName } from '../../store/grants.ts';
import type { Db } from '../../store/pool.ts';
import { campaignStates } from '../../store/standings.ts';
import { refuse } from '../faultError.ts';

const SHOWN = 5;
const ASK = '请督查室把它列入名录，或请系统管理员先登记它的联系人';

/**
 * A grant with its unit as the directories of the running campaigns name it: an alias 简称 becomes the name. What neither they
 * nor the contacts know is refused with the names that come nearest. Before any campaign runs nothing is known, and every
 * name is taken: accounts are set up first.
 */
export async function withKnownUnit(db: Db, grant: Grant): Promise<Grant> {
  const states = await campaignStates(db);
  const { unit, campaign } = grant;
  if (campaign !== undefined && states.length > 0 && !states.some(({ id }) => id === campaign)) {
    refuse('campaign-unknown', { campaign });
  }
  if (unit === undefined) return grant;
  const running = states.filter(({ id, state }) => state !== 'ended' && id === (campaign ?? id));
  if (running.length === 0) return grant;
  const units = await unitsKnownIn(
    db,
    running.map(({ id }) => id),
  );
  const contacts = await contactUnits(db);
  const name = nameIn(units, contacts, unit);
  if (name !== undefined) return { ...grant, unit: name };
  const near = nearestNames(unit, [...units.map((one) => one.name), ...contacts], SHOWN);
  const hint = near.length === 0 ? ASK : `名称相近的有：${near.join('、')}；都不是的，${ASK}`;
  return refuse('grant-unit-unknown', { unit, hint });
}

function nameIn(
  units: readonly UnitName[],
  contacts: readonly string[],
  wanted: string,
): string | undefined {
  if (units.some(({ name }) => name === wanted) || contacts.includes(wanted)) return wanted;
  const meant = new Set(
    units.filter(({ aliases }) => aliases.includes(wanted)).map(({ name }) => name),
  );
  return meant.size === 1 ? [...meant][0] : undefined;
}
