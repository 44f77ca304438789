import { z } from 'zod';
import { Day } from '../domain/instant.ts';
import { Regime } from '../domain/regime.ts';
import { RegimeDone, RegimePreview, RegimeView } from './answersRegime.ts';
import { RequestId } from './requestId.ts';
import { WantedCampaign } from './wantedCampaign.ts';

const Reason = z.string().max(2000);

const RegimeChangeInput = z.object({
  campaign: WantedCampaign,
  regime: Regime,
  /** 生效日: periods that begin on it or later come from this regime. */
  from: Day,
});

/** The regime of a running campaign: shown, previewed, published, withdrawn. */
export const REGIME_OPERATIONS = {
  showRegime: {
    method: 'GET',
    path: '/campaigns/:campaign/regime',
    label: '查看制度',
    who: ['office', 'principal', 'unit', 'post', 'auditor'],
    input: z.object({ campaign: WantedCampaign }),
    output: RegimeView,
  },
  previewRegime: {
    method: 'POST',
    path: '/campaigns/:campaign/regime/preview',
    label: '预览制度变更',
    who: ['office', 'principal', 'auditor'],
    input: RegimeChangeInput,
    output: RegimePreview,
  },
  publishRegime: {
    method: 'POST',
    path: '/campaigns/:campaign/regime',
    label: '发布制度变更',
    who: ['office'],
    input: RegimeChangeInput.extend({
      /** 清单校验码 of the preview. */
      confirm: z.string().min(1).max(64),
      reason: Reason,
      requestId: RequestId,
    }),
    output: RegimeDone,
  },
  withdrawRegime: {
    method: 'POST',
    path: '/campaigns/:campaign/regime/withdraw',
    label: '撤回制度变更',
    who: ['office'],
    input: z.object({ campaign: WantedCampaign, reason: Reason, requestId: RequestId }),
    output: RegimeDone,
  },
} as const;
