import { OwnPart } from './ownPart.ts';
import {
  groundsOf,
  groundWords,
  listed,
  obligationWords,
  type Names,
  type Payload,
} from './wordsParts.ts';

/**
 * 合报中的本单位: `与区住建局合报，本单位在计入的2期中报送0期（全部各期共报送1期）`; nothing where the party is one unit.
 */
export function ownPartWords(joint: unknown, names: Names): string {
  const parsed = OwnPart.safeParse(joint);
  if (!parsed.success) return '';
  const { with: others, counted, reported, reports, partly } = parsed.data;
  const whom = listed(
    others.map((id) => names.unit(id)),
    4,
    '家',
  );
  if (partly) return `与${whom}合报，本单位报送情况见台账`;
  const which = reported.map((key) => obligationWords(key, names)).join('、');
  const own = `本单位在计入的${counted}期中报送${reported.length}期${which && `（${which}）`}`;
  return `与${whom}合报，${own}，此项共报送${reports}期`;
}

/** The unit's own part in each joint ground of an interview: `第3项 …：与…合报，…`. */
export function jointGroundWords(payload: Payload, names: Names): string {
  const joint = payload['joint'];
  if (typeof joint !== 'object' || joint === null) return '';
  const parts = groundsOf(payload).flatMap((ground) => {
    const words = ownPartWords((joint as Payload)[ground], names);
    return words === '' ? [] : [`${groundWords(ground, names)}${words}`];
  });
  return parts.length === 0 ? '' : `其中${listed(parts, 5)}`;
}
