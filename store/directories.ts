import { Directory, type Unit } from '../domain/unit.ts';
import { unitsOf } from './campaigns.ts';
import type { Db } from './pool.ts';

/** Enters units that the campaign does not have yet; false where one of the ids is another unit's by now. */
export async function enterUnits(
  db: Db,
  campaign: string,
  units: readonly Unit[],
): Promise<boolean> {
  await db.query(
    `insert into unit (campaign, id, name, body)
     select $1, r.body ->> 'id', r.body ->> 'name', r.body from jsonb_to_recordset($2) as r (body jsonb)
     on conflict do nothing`,
    [campaign, JSON.stringify(units.map((body) => ({ body })))],
  );
  const known = new Map((await unitsOf(db, campaign)).map(({ id, name }) => [id, name]));
  return units.every(({ id, name }) => known.get(id) === name);
}

/**
 * The directory that a campaign goes by: the one of its start, with the units that came in since; a unit that took another
 * name is known by both.
 */
export async function directoryOf(db: Db, campaign: string): Promise<Directory> {
  const { rows } = await db.query<{ body: unknown }>(
    `select d.body from campaign c join document d on d.kind = 'directory' and d.hash = c.directory_hash
      where c.id = $1`,
    [campaign],
  );
  return withPresent(Directory.parse(rows[0]?.body), await unitsOf(db, campaign));
}

export function withPresent(directory: Directory, present: readonly Unit[]): Directory {
  const now = new Map(present.map((unit) => [unit.id, unit]));
  const units = directory.units.map((unit): Unit => {
    const own = now.get(unit.id);
    if (own === undefined || own.name === unit.name) return unit;
    const aliases = [...new Set([...unit.aliases, unit.name, ...own.aliases])];
    return { ...unit, ...own, aliases: aliases.filter((name) => name !== own.name) };
  });
  const known = new Set(units.map(({ id }) => id));
  return { ...directory, units: [...units, ...present.filter(({ id }) => !known.has(id))] };
}
