import { broadcast } from './campaignBroadcast.ts';
import { withJoined, type CampaignState, type CampaignView } from './campaignState.ts';
import { campaignNotices } from './campaignNotices.ts';
import { fault, type Fault } from './faults.ts';
import { dayOf, maxInstant } from './instant.ts';
import type { Decision, Step } from './machine.ts';
import type { Reorganise } from './reorganiseMessages.ts';
import { term } from './terms.ts';
import type { Unit } from './unit.ts';

/** The units of a campaign as they are now. */
export function unitsNow(view: CampaignView, { renamed = [] }: CampaignState): readonly Unit[] {
  return view.input.units.map((unit) => renamed.findLast(({ id }) => id === unit.id) ?? unit);
}

export function reorganiseGuard(
  view: CampaignView,
  state: CampaignState,
  { by, reason, what, units, moves }: Reorganise,
): Fault | undefined {
  if (by !== 'office') {
    return fault('wrong-approver', { approver: term('office'), actor: term(by) });
  }
  if (reason.trim() === '') return fault('reason-missing', { act: '机构调整' });
  const known = [...unitsNow(view, state), ...units].map(({ id }) => id);
  const strange = moves.flatMap(({ from, to }) => [from, ...to]).find((id) => !known.includes(id));
  if (strange !== undefined) return fault('unit-not-known', { unit: strange });
  const empty = what === 'rename' ? units.length === 0 : moves.length === 0;
  return empty ? fault('reorganise-empty') : undefined;
}

/** Each move is told to its tasks; who comes in or has another name is remembered; the office and the units hear of it. */
export function reorganise(
  view: CampaignView,
  state: CampaignState,
  message: Reorganise,
): Step<CampaignState> {
  const { id, by, reason, what, units, moves } = message;
  const at = maxInstant(message.receivedAt, state.clock);
  const had = view.input.units.map((unit) => unit.id);
  const renamed = units.filter((unit) => had.includes(unit.id));
  const came = units.filter((unit) => !had.includes(unit.id));
  const joined = withJoined(view, state, came, []);
  const next: CampaignState =
    renamed.length === 0 ? joined : { ...joined, renamed: [...(state.renamed ?? []), ...renamed] };
  const since = dayOf(at, view.input.context.calendar.zone);
  const known = [...unitsNow(view, next), ...came];
  const fact: Decision = {
    kind: 'fact',
    at,
    type: 'reorganised',
    key: `reorganised:${id}`,
    payload: { what, reason, by, since, units, moves },
  };
  const told = moves.map((move, n) => {
    const to = known.filter((unit) => move.to.includes(unit.id));
    const content = { kind: 'transfer', by, from: move.from, to, reason, what: wayOf(what) };
    return broadcast(at, `${id}:${n}`, content, { tasks: move.tasks });
  });
  const names = units.map(({ name }) => name);
  const payload = { subject: fact.key, what, reason, units: names };
  const notices = campaignNotices(view, at, 'reorganised', ['office'], payload, renamed);
  return { state: next, decisions: [fact, ...notices, ...told], answer: { value: { since } } };
}

function wayOf(what: Reorganise['what']): 'transfer' | 'merge' | 'split' {
  return what === 'rename' ? 'transfer' : what;
}
