import type { Diagnostic } from '../domain/plan.ts';
import type { Target } from '../domain/target.ts';
import { finding, SENTENCES } from './findings.ts';
import { tight } from './plain.ts';

/** A task's targets and where it stands, in words of the document. */
export interface PlacedTargets {
  readonly where: string;
  readonly targets: readonly Target[];
}

/** The same thing with two numbers, at two places. */
export interface DifferingTargets {
  readonly what: string;
  readonly places: readonly [string, string];
  readonly targets: readonly [Target, Target];
}

/**
 * Pairs of targets of two tasks that count the same thing in the same unit and differ. 增长15% and 突破140亿元 of one thing
 * are two measures, no contradiction; two numbers inside one task are steps of it.
 */
export function sameTargets(tasks: readonly PlacedTargets[]): readonly DifferingTargets[] {
  const first = new Map<string, { readonly where: string; readonly target: Target }>();
  const found: DifferingTargets[] = [];
  for (const { where, targets } of tasks) {
    for (const target of targets) {
      const key = keyOf(target);
      if (key === undefined) continue;
      const before = first.get(key);
      if (!before) first.set(key, { where, target });
      else if (before.where !== where && !equal(before.target, target)) {
        const { what } = target;
        found.push({ what, places: [before.where, where], targets: [before.target, target] });
      }
    }
  }
  return found;
}

/** One finding for each pair, with both places. */
export function targetFindings(tasks: readonly PlacedTargets[]): readonly Diagnostic[] {
  return sameTargets(tasks).map(({ what, places, targets }) => {
    const [one, other] = [0, 1].map((n) => `${places[n]} 为 ${numberWords(targets[n])}`);
    return finding(
      'target-differs',
      SENTENCES.differs(what, one ?? '', other ?? ''),
      places.join('、'),
    );
  });
}

function numberWords(target: Target | undefined): string {
  if (!target) return '';
  const upTo = target.upTo === undefined ? '' : `-${target.upTo}`;
  return `${target.kind === 'rank' ? '前' : ''}${target.value}${upTo}${target.unit}`;
}

const SCALES: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8 };

function scaleOf(unit: string): { readonly power: number; readonly rest: string } {
  const words = /^[十百千万亿]*/.exec(unit)?.[0] ?? '';
  return {
    power: [...words].reduce((sum, c) => sum + (SCALES[c] ?? 0), 0),
    rest: unit.slice(words.length),
  };
}

/** Too short a name (企业, 新增) is not the same thing twice. */
function keyOf(target: Target): string | undefined {
  const name = tight(target.what)
    .replace(/[“”"'‘’]/g, '')
    .replace(/^(?:全[省市区县镇]|我[省市区县镇]|本[市区县镇])/, '');
  if (name.length < 4) return undefined;
  return [name, target.kind, scaleOf(target.unit).rest].join('\n');
}

function equal(a: Target, b: Target): boolean {
  const value = (t: Target, n: number) => n * 10 ** scaleOf(t.unit).power;
  const near = (x: number, y: number) => Math.abs(x - y) <= Math.max(x, y) * 1e-9;
  return (
    near(value(a, a.value), value(b, b.value)) &&
    near(value(a, a.upTo ?? a.value), value(b, b.upTo ?? b.value))
  );
}
