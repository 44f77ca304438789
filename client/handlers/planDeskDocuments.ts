import { isRealDay, plusDays } from '../../domain/instant.ts';
import { proposeRegime } from '../../importers/regimeProposal.ts';
import { readRegime } from '../../importers/regime.ts';
import { otherKind } from '../documentKind.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { lighterEdits, wordsOf } from '../planDeskLighter.ts';
import { deskCalendar, deskDirectory, type DeskWork, type LighterAct } from '../planDeskWork.ts';
import { checkedRegime, editedRegime, regimeYaml } from '../regimeEdit.ts';
import { regimeSample, regimeSamples } from '../regimeSamples.ts';
import { regimeSentences } from '../regimeWords.ts';
import type { Service } from '../service.ts';
import { changeDesk, type Desk } from './planDeskFind.ts';

type Done = OutputOf<'setDeskRegime'>;

/** Chooses a regime or keeps the text of one, with whatever faults it has: what was typed is never lost. */
export async function setDeskRegime(
  service: Service,
  input: TakenOf<'setDeskRegime'>,
  actor: string,
): Promise<Done> {
  const what = { actor, act: 'setDeskRegime' };
  const { done, after } = await changeDesk(service, input, what, ({ work, reviewed }) => {
    const regime = chosen(input, reviewed.draft, work);
    const { regime: read, faults } = readRegime(regime.yaml);
    const detail = { from: regime.from, title: read?.title ?? null, faults: faults.length };
    const before = { from: work.regime.from };
    const kept = read === undefined ? `制度已存，有 ${faults.length} 处错误。` : '制度已存。';
    const lighter = input.lighter === undefined ? {} : { lighter: input.lighter };
    return {
      work: { ...work, regime },
      detail: { ...detail, ...lighter, before },
      words: lighterWords(input, work) ?? kept,
    };
  });
  return { ...done, faults: [...readRegime(after.work.regime.yaml).faults] };
}

function chosen(
  { yaml, pick, lighter }: TakenOf<'setDeskRegime'>,
  draft: Desk['reviewed']['draft'],
  { regime }: DeskWork,
): DeskWork['regime'] {
  if (yaml !== undefined) {
    const from = regime.from === 'own' || yaml === regime.yaml ? regime.from : 'own';
    return { yaml, from };
  }
  if (lighter !== undefined) return { yaml: lighterYaml(regime.yaml, lighter), from: 'own' };
  if (pick === undefined) return refuse('content-missing', { what: '制度' });
  if (pick === 'plan') return { yaml: proposeRegime(draft).yaml, from: 'plan' };
  return { yaml: regimeSample(pick).yaml, from: pick };
}

/** The text with what makes it ask for less; refused where the regime has faults or would have some. */
function lighterYaml(yaml: string, act: LighterAct): string {
  const { regime } = readRegime(yaml);
  const edits = regime && lighterEdits(regime, act);
  if (edits === undefined) return refuse('lighter-impossible', { what: actWords(act) });
  const edited = editedRegime(yaml, edits);
  return readRegime(edited).regime === undefined
    ? refuse('lighter-impossible', { what: actWords(act) })
    : edited;
}

function actWords(act: LighterAct): string {
  return 'together' in act ? '合并这几项报送' : '放宽这项报送的周期';
}

function lighterWords({ lighter }: TakenOf<'setDeskRegime'>, work: DeskWork): string | undefined {
  const { regime } = readRegime(work.regime.yaml);
  if (lighter === undefined || regime === undefined) return undefined;
  return `制度已改：${wordsOf(regime, lighter).words}。`;
}

/** Sets what else a campaign binds; texts are kept with their faults. */
export async function setDeskDocuments(
  service: Service,
  input: TakenOf<'setDeskDocuments'>,
  actor: string,
): Promise<Done> {
  const what = { actor, act: 'setDeskDocuments' };
  const { done, after } = await changeDesk(service, input, what, ({ work, reviewed }) => {
    const { title, units, groups, calendar, horizon, leadership } = input;
    mustBe('单位名录', units);
    mustBe('工作日历', calendar);
    const next: DeskWork = {
      ...work,
      ...(title === undefined ? {} : { title: title?.trim() || null }),
      ...(units === undefined ? {} : { units: units?.trim() ? units : null }),
      ...(groups === undefined ? {} : { groups }),
      ...(calendar === undefined ? {} : { calendar: calendar?.trim() ? calendar : null }),
      ...(leadership === undefined ? {} : { leadership }),
      ...(horizon === undefined ? {} : { horizon: horizonOf(horizon) }),
    };
    const set = Object.keys(input).filter((key) => !OWN.includes(key));
    const added = newlyNamed(reviewed.draft, work, next);
    mustBeConfirmed(added, input.newUnits, next.units === null);
    const detail = {
      ...{ set, horizon: next.horizon, before: { horizon: work.horizon } },
      ...(added.length === 0 ? {} : { newUnits: added }),
    };
    const words = added.length === 0 ? '已存。' : `已存，${quoted(added)}作为新单位。`;
    return { work: next, detail, words };
  });
  const { faults: inUnits } = deskDirectory(after.reviewed.draft, after.work);
  const { faults: inCalendar } = deskCalendar(after.work);
  return { ...done, faults: [...inUnits, ...inCalendar] };
}

const OWN: readonly string[] = ['desk', 'version', 'requestId', 'newUnits'];
const NAMED = 10;

/** Members of groups that become units by this change; those that already were are not asked again. */
function newlyNamed(
  draft: Desk['reviewed']['draft'],
  before: DeskWork,
  next: DeskWork,
): readonly string[] {
  const known = new Set(deskDirectory(draft, before).added);
  return (deskDirectory(draft, next).added ?? []).filter((name) => !known.has(name));
}

function mustBeConfirmed(
  added: readonly string[],
  confirmed: readonly string[] | undefined,
  isPlanOnly: boolean,
): void {
  const open = confirmed === undefined ? [] : added.filter((name) => !confirmed.includes(name));
  if (open.length === 0) return;
  const place = isPlanOnly ? '方案写到的单位里' : '名录里';
  refuse('units-new', { place, names: quoted(open) });
}

function quoted(names: readonly string[]): string {
  const shown = names
    .slice(0, NAMED)
    .map((name) => `“${name}”`)
    .join('');
  return names.length > NAMED ? `${shown}等 ${names.length} 家` : shown;
}

function mustBe(wanted: '单位名录' | '工作日历', text: string | null | undefined): void {
  const other = text === undefined || text === null ? undefined : otherKind(wanted, text);
  if (other !== undefined) {
    refuse('message-malformed', { detail: `这是${other}，不是${wanted}，请核对文件` });
  }
}

/** Days inclusive as people write them; `to` becomes exclusive. */
function horizonOf({ from, last }: { from: string; last: string }): DeskWork['horizon'] {
  if (!isRealDay(from) || !isRealDay(last)) {
    refuse('message-malformed', { detail: `没有 ${isRealDay(from) ? last : from} 这一天` });
  }
  if (last < from) refuse('message-malformed', { detail: `起止日期颠倒（${from} 至 ${last}）` });
  return { from, to: plusDays(last, 1) };
}

export function listRegimeSamples(): Promise<OutputOf<'listRegimeSamples'>> {
  const samples = regimeSamples().map(({ name, title, about }) => ({ name, title, about }));
  return Promise.resolve({ samples });
}

/** A regime as it is typed: its faults at their places, or what it says. Nothing is kept. */
export function checkRegime(
  _: Service,
  { yaml, regime, set }: TakenOf<'checkRegime'>,
): Promise<OutputOf<'checkRegime'>> {
  if (yaml === undefined && regime === undefined) refuse('content-missing', { what: '制度' });
  const text = yaml ?? (regime === undefined ? '' : regimeYaml(regime));
  const found = checkedRegime(editedRegime(text, set));
  return Promise.resolve({
    ...{ yaml: found.yaml, faults: [...found.faults], regime: found.regime ?? null },
    words: found.regime === undefined ? [] : [...regimeSentences(found.regime)],
  });
}
