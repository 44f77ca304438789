import { BEGINNINGS } from './beginnings.scenarios.ts';
import { BULKS } from './bulk.scenarios.ts';
import { CALENDARS } from './calendar.scenarios.ts';
import { CLOSURES } from './closure.scenarios.ts';
import { CAMPAIGNS } from './campaigns.scenarios.ts';
import { EXTENSIONS } from './extension.scenarios.ts';
import { GATES } from './gates.scenarios.ts';
import { PAUSES } from './pauses.scenarios.ts';
import { LISTINGS } from './listing.scenarios.ts';
import { LOOK_BACKS } from './lookBack.scenarios.ts';
import { OBJECTIONS } from './objection.scenarios.ts';
import { REPORT_CONTENT } from './reportContent.scenarios.ts';
import { REGIME_CHANGES } from './regimeChange.scenarios.ts';
import { REPORTS } from './reports.scenarios.ts';
import { HANDOVERS } from './handover.scenarios.ts';
import { ITEMS } from './items.scenarios.ts';
import { PLAN_CHANGES } from './planChange.scenarios.ts';
import { TALKS } from './talks.scenarios.ts';
import { TALKS_TO_THE_END } from './talksToTheEnd.scenarios.ts';
import { TOGETHER } from './together.scenarios.ts';
import { VERIFICATIONS } from './verify.scenarios.ts';
import type { Scenario } from './scenario.ts';

/** Every table of scenarios: run on the pure machines over a toy clock, and on Temporal with skipped time. */
export const SCENARIOS: Readonly<Record<string, readonly Scenario[]>> = {
  报送: REPORTS,
  报送内容: REPORT_CONTENT,
  合报: TOGETHER,
  约谈: TALKS,
  约谈全程: TALKS_TO_THE_END,
  专项行动: CAMPAIGNS,
  日历: CALENDARS,
  制度变更: REGIME_CHANGES,
  签收和移交: HANDOVERS,
  核实: VERIFICATIONS,
  督办事项: ITEMS,
  方案新版: PLAN_CHANGES,
  启动: BEGINNINGS,
  成批办理: BULKS,
  销号: CLOSURES,
  回头看: LOOK_BACKS,
  挂牌督办: LISTINGS,
  异议: OBJECTIONS,
  延期: EXTENSIONS,
  审批关口: GATES,
  暂停: PAUSES,
};
