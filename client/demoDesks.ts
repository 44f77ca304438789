import type { Grant } from '../domain/access.ts';
import type { CampaignInput } from '../domain/campaign.ts';
import { campaignProcess } from '../domain/ids.ts';
import { listCampaigns, unitsOf } from '../store/campaigns.ts';
import type { Db } from '../store/pool.ts';
import { findProcess } from '../store/processes.ts';
import type { Caller } from './caller.ts';

/** Who the visitor of a sandbox 演示 may be: everybody whom its campaigns know, one click apart. */
export async function demoGrants(db: Db): Promise<readonly Grant[]> {
  const units = new Set<string>();
  const posts = new Set<string>();
  for (const { id } of await listCampaigns(db)) {
    for (const { name } of await unitsOf(db, id)) units.add(name);
    const found = await findProcess(db, campaignProcess(id));
    const input = found?.input as CampaignInput | undefined;
    if (input !== undefined) postsIn(input.context.regime).forEach((post) => posts.add(post));
  }
  return [
    { role: 'administrator' },
    { role: 'leader', post: 'principal' },
    ...[...posts].map((post): Grant => ({ role: 'leader', post })),
    ...[...units].map((unit): Grant => ({ role: 'head', unit })),
    { role: 'observer' },
    ...(['system', 'security', 'audit'] as const).map((role) => ({ role })),
  ];
}

/** The posts that a regime names anywhere: `post:区政府分管领导`. */
export function postsIn(regime: unknown): ReadonlySet<string> {
  if (typeof regime === 'string') {
    const [, post] = /^post:(.+)$/u.exec(regime) ?? [];
    return new Set(post === undefined ? [] : [post]);
  }
  if (typeof regime !== 'object' || regime === null) return new Set();
  return new Set(Object.values(regime).flatMap((own) => [...postsIn(own)]));
}

export const DEMO_ACCOUNT = 'demo';

/** The visitor of a sandbox: nobody has to sign in. */
export async function demoCaller(
  db: Db,
  { address, requestId }: Pick<Caller, 'address' | 'requestId'>,
): Promise<Caller> {
  const grants = await demoGrants(db);
  return { kind: 'session', account: DEMO_ACCOUNT, name: '演示', address, requestId, grants };
}
