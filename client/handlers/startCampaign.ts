import type { OutputOf, TakenOf } from '../operations.ts';
import { ownIn } from '../planDeskOwn.ts';
import type { Service } from '../service.ts';
import { approvalFor } from './burdenApproval.ts';
import { createCampaign } from './campaigns.ts';

/** Starts a campaign from its documents; a burden above the limit asks for a reason. */
export function startCampaign(
  service: Service,
  { burdenReason: reason, ...input }: TakenOf<'createCampaign'>,
  actor: string,
): Promise<OutputOf<'createCampaign'>> {
  return createCampaign(service, {
    ...{ ...input, actor },
    approve: (prepared, at) => approvalFor(service, ownIn(prepared, at), { reason, at }),
  });
}
