import type { Instant } from '../domain/instant.ts';
import type { Db } from './pool.ts';

/** Saved view 常用视图: the filters of a list, as its address names them. */
export interface SavedView {
  readonly id: number;
  readonly page: string;
  readonly name: string;
  readonly search: Readonly<Record<string, string>>;
  readonly shared: boolean;
  readonly own: boolean;
}

interface Row extends Omit<SavedView, 'id' | 'shared' | 'own'> {
  readonly id: string;
  readonly owner: string;
  readonly shared: string | null;
}

function viewOf({ id, page, name, search, shared, owner }: Row, reader: string): SavedView {
  return { id: Number(id), page, name, search, shared: shared !== null, own: owner === reader };
}

/** Keeps a view under its name, in place of the one that bore it. */
export async function saveView(
  db: Db,
  view: {
    readonly owner: string;
    readonly shared: string | null;
    readonly page: string;
    readonly name: string;
    readonly search: Readonly<Record<string, string>>;
    readonly requestId: string;
    readonly at: Instant;
  },
): Promise<SavedView> {
  const { owner, shared, page, name, search, requestId, at } = view;
  const { rows } = await db.query<Row>(
    `insert into saved_view (owner, shared, page, name, search, request_id, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (owner, page, name)
     do update set shared = excluded.shared, search = excluded.search,
       request_id = excluded.request_id, saved_at = excluded.saved_at
     returning id, owner, shared, page, name, search`,
    [owner, shared, page, name, JSON.stringify(search), requestId, at],
  );
  return viewOf(rows[0] as Row, owner);
}

/** The view that a request has saved before. */
export async function viewOfRequest(
  db: Db,
  owner: string,
  requestId: string,
): Promise<SavedView | undefined> {
  const { rows } = await db.query<Row>(
    `select id, owner, shared, page, name, search from saved_view
      where request_id = $1 and owner = $2`,
    [requestId, owner],
  );
  return rows[0] && viewOf(rows[0], owner);
}

export async function countViews(db: Db, owner: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*)::int as n from saved_view where owner = $1',
    [owner],
  );
  return rows[0]?.n ?? 0;
}

/** One's own, and those that the desk shares, by name. */
export async function viewsFor(
  db: Db,
  reader: { readonly owner: string; readonly desk: string },
  page: string,
): Promise<readonly SavedView[]> {
  const { rows } = await db.query<Row>(
    `select id, owner, shared, page, name, search from saved_view
      where page = $3 and (owner = $1 or shared = $2) order by name, id limit 200`,
    [reader.owner, reader.desk, page],
  );
  return rows.map((row) => viewOf(row, reader.owner));
}

/** Removes one's own; whether there was one. */
export async function removeView(db: Db, owner: string, id: number): Promise<boolean> {
  const { rowCount } = await db.query('delete from saved_view where id = $1 and owner = $2', [
    id,
    owner,
  ]);
  return (rowCount ?? 0) > 0;
}
