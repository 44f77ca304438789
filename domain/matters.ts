import { BULK_RULE } from './bulkTask.ts';
import { CLAIM } from './matterClaim.ts';
import { CLOSURE } from './matterClosure.ts';
import { DELEGATE } from './matterDelegate.ts';
import { EXTENSION } from './matterExtension.ts';
import { GATE } from './matterGate.ts';
import { LISTING, LISTING_DUTY } from './matterListing.ts';
import { LOOK_BACK, REOPENING } from './matterLookBack.ts';
import { OBJECTION } from './matterObjection.ts';
import { OPENED } from './matterOpened.ts';
import { OBSTACLE } from './matterObstacle.ts';
import { RESUBMIT } from './matterResubmit.ts';
import { RETURN } from './matterReturn.ts';
import type { MatterRule } from './matterRule.ts';
import { SIGN } from './matterSign.ts';
import { PLAN_RULE } from './planTask.ts';
import { TRANSFER } from './matterTransfer.ts';
import { VERIFY } from './matterVerify.ts';
import { WITHDRAW } from './matterWithdraw.ts';

/** Every kind of matter 办理事项, in the order in which they hear of a message. */
export const MATTER_RULES: readonly MatterRule[] = [
  RETURN,
  TRANSFER,
  DELEGATE,
  SIGN,
  VERIFY,
  RESUBMIT,
  CLAIM,
  OBSTACLE,
  WITHDRAW,
  OPENED,
  BULK_RULE,
  PLAN_RULE,
  EXTENSION,
  CLOSURE,
  LOOK_BACK,
  REOPENING,
  LISTING,
  LISTING_DUTY,
  OBJECTION,
  GATE,
];
