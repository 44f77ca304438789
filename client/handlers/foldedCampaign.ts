import type { CampaignInput, CampaignState } from '../../domain/campaign.ts';
import { engineOf, fold, type Folded } from '../../domain/engines.ts';
import { campaignProcess } from '../../domain/ids.ts';
import type { Db } from '../../store/pool.ts';
import { findProcess, stepsAfter } from '../../store/processes.ts';
import { sameContext } from './sameContext.ts';

interface Known {
  readonly input: CampaignInput;
  readonly folded: Folded;
  /** The last turn that was folded, with its digest: a register that was restored since is told by it. */
  readonly seq: number;
  readonly digest: string;
}

const known = new WeakMap<object, Map<string, Known>>();

/**
 * A campaign's process folded from its turns. Turns are appended and never changed, so that what was folded once is only
 * carried on; a register of which the last known turn is not the same is folded from its beginning.
 */
export async function foldedCampaign(
  db: Db,
  campaign: string,
): Promise<{ readonly input: CampaignInput; readonly state: CampaignState } | undefined> {
  const process = campaignProcess(campaign);
  // Only of a pool: within a transaction there are turns that may never have been.
  const own = 'totalCount' in db ? (known.get(db) ?? new Map<string, Known>()) : undefined;
  if (own !== undefined) known.set(db, own);
  const before = own?.get(process);
  if (before !== undefined) {
    const since = await stepsAfter(db, process, before.seq - 1);
    const [last, ...fresh] = since;
    if (last?.digest === before.digest) return stateOf(carriedOn(own, process, before, fresh));
  }
  const row = await findProcess(db, process);
  if (row === undefined) return undefined;
  const taken = row.input as CampaignInput;
  const input: CampaignInput = { ...taken, context: sameContext(taken.context) };
  const turns = await stepsAfter(db, process, -1);
  const folded = engineOf('campaign', input, turns[0]?.steps[0]?.engine);
  const begun: Known = { input, folded, seq: -1, digest: '' };
  return stateOf(carriedOn(own, process, begun, turns));
}

type Turns = Awaited<ReturnType<typeof stepsAfter>>;

function carriedOn(
  own: Map<string, Known> | undefined,
  process: string,
  before: Known,
  turns: Turns,
): Known {
  const last = turns.at(-1);
  if (last === undefined) return before;
  const folded = fold(
    before.folded,
    turns.flatMap(({ steps }) => steps),
  );
  const now = { input: before.input, folded, seq: last.seq, digest: last.digest };
  own?.set(process, now);
  return now;
}

function stateOf({ input, folded }: Known) {
  return { input, state: folded.state as CampaignState };
}
