import type { Instant } from '../../domain/instant.ts';
import { refuse } from '../faultError.ts';
import type { DeskApproval } from '../planDeskWork.ts';
import type { OwnBurden } from '../rehearsalBurden.ts';
import type { Service } from '../service.ts';
import { burdenFor } from './planDeskBurden.ts';
import { workerOf } from './planDeskFind.ts';

/**
 * 超限批准: with a burden above the limit nothing starts without a reason of whoever starts it, by whichever way it is
 * started. Null: the limit holds.
 */
export async function approvalFor(
  service: Service,
  own: readonly OwnBurden[],
  { reason, at }: { readonly reason: string | undefined; readonly at: Instant },
): Promise<DeskApproval | null> {
  const { over, words } = await burdenFor(service, own);
  if (over === 0) return null;
  if (reason === undefined) return refuse('burden-unapproved', { words });
  return { reason, over, words, at, by: workerOf(service) };
}
