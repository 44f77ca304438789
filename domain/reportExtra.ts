import { fault, type Fault } from './faults.ts';
import { ruleNamed } from './firsts.ts';
import { epoch } from './instant.ts';
import type { Obligation } from './obligation.ts';
import type { ReportSubmitted } from './taskMessages.ts';
import type { TaskState, TaskView } from './taskState.ts';
import { acceptedFault } from './verifyState.ts';

/** What is wrong with what a report carries besides: evidence, a claimed arrival, an obstacle; or that it comes too late. */
export function extraGuard(
  view: TaskView,
  state: TaskState,
  { key, slot }: Obligation,
  report: ReportSubmitted,
): Fault | undefined {
  const { receivedAt, claimed, nil, evidence, asks, obstacle } = report;
  const accepted = acceptedFault(state, key, receivedAt, '更正');
  if (accepted !== undefined) return accepted;
  if (asks !== undefined && obstacle === undefined) return fault('asks-without-obstacle');
  if (claimed !== undefined) {
    const { opens } = slot.instants;
    const { at } = claimed;
    if (report.by !== 'office') return fault('claim-not-office');
    if (epoch(at) > epoch(receivedAt)) return fault('claim-future', { at });
    if (epoch(at) < epoch(opens))
      return fault('claim-not-open', { at, period: slot.period, opens });
  }
  const rule = ruleNamed(slot.under ?? view.input.context.regime, slot.duty);
  const asked = rule !== undefined && 'evidence' in rule && rule.evidence === 'required';
  if (!asked || nil !== undefined || evidence !== undefined) return undefined;
  return fault('evidence-missing', { title: rule.title });
}

/** What the fact of a report repeats of them. */
export function extrasOf({ evidence, claimed, obstacle, asks }: ReportSubmitted) {
  return {
    ...(evidence === undefined ? {} : { evidence }),
    ...(claimed === undefined ? {} : { claimed }),
    ...(obstacle === undefined ? {} : { obstacle }),
    ...(asks === undefined ? {} : { asks }),
  };
}
