import { insertAudit } from '../../store/audit.ts';
import { countViews, removeView, saveView, viewOfRequest, viewsFor } from '../../store/views.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { attempt, nowOf } from './actor.ts';

/** Of one person. */
const MOST = 100;

/** Whose a view is: the account's; where somebody has come without one, the desk's. */
function ownerOf({ caller }: Service, actor: string): string {
  return caller?.account ?? `desk:${actor}`;
}

export async function listViews(
  service: Service,
  { page }: TakenOf<'listViews'>,
  actor: string,
): Promise<OutputOf<'listViews'>> {
  const reader = { owner: ownerOf(service, actor), desk: actor };
  return { views: [...(await viewsFor(service.pool, reader, page))] };
}

/** Keeps the filters of a list under a name; the same name again replaces them. */
export async function keepView(
  service: Service,
  input: TakenOf<'saveView'>,
  actor: string,
): Promise<OutputOf<'saveView'>> {
  const { page, name, search, shared, requestId } = input;
  const { pool } = service;
  return attempt(service, { actor, act: 'saveView', subject: page }, async () => {
    const owner = ownerOf(service, actor);
    const earlier = await viewOfRequest(pool, owner, requestId);
    if (earlier) return { ...earlier, repeated: true };
    if ((await countViews(pool, owner)) >= MOST) refuse('views-full', { most: MOST });
    const at = await nowOf(service, pool);
    const view = { owner, shared: shared ? actor : null, page, name, search, requestId, at };
    const kept = await saveView(pool, view);
    const detail = { name, search, shared, requestId };
    await insertAudit(pool, {
      ...{ actor, act: 'saveView', subject: page, outcome: 'done', at, detail },
    });
    return { ...kept, repeated: false };
  });
}

/** Removes one's own view; one that is gone already stays gone. */
export async function dropView(
  service: Service,
  { view, requestId }: TakenOf<'removeView'>,
  actor: string,
): Promise<OutputOf<'removeView'>> {
  const { pool } = service;
  const what = { actor, act: 'removeView', subject: String(view) };
  return attempt(service, what, async () => {
    const removed = await removeView(pool, ownerOf(service, actor), view);
    const at = await nowOf(service, pool);
    if (removed) await insertAudit(pool, { ...what, outcome: 'done', at, detail: { requestId } });
    return { removed };
  });
}
