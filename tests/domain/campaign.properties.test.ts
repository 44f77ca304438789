import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { campaignMachine, initialCampaign, type CampaignInput } from '../../domain/campaign.ts';
import type { CampaignMessage } from '../../domain/campaignMessages.ts';
import { campaignTicks } from '../../domain/campaignTicks.ts';
import { engineOf, fold } from '../../domain/engines.ts';
import { dayOfSerial, epoch, instantOf, serial } from '../../domain/instant.ts';
import type { Decision } from '../../domain/machine.ts';
import { calendars, contexts, LAST, RUNS, START } from '../harness/arbitraries.ts';
import { UNITS } from '../harness/cast.ts';
import { doubles, fingerprint, simulate, type Arrival, type Pace } from '../harness/simulated.ts';

const acts = fc.record({
  kind: fc.constantFrom(
    ...(['gathered', 'gathered', 'gathered', 'sign', 'sign', 'return'] as const),
    ...(['pause', 'resume', 'calendar', 'close', 'sign'] as const),
  ),
  /** Hours after the cut-off of the bulletin, or after the beginning of the year. */
  hours: fc.integer({ min: 0, max: 24 * 12 }),
  which: fc.nat(),
  draft: fc.integer({ min: 1, max: 2 }),
  delay: fc.constantFrom(0, 0, 0, 5, 60),
  missing: fc.integer({ min: 0, max: 2 }),
});

interface Life {
  readonly input: CampaignInput;
  readonly arrivals: readonly Arrival<CampaignMessage>[];
}

const lives: fc.Arbitrary<Life> = fc
  .record({ context: contexts, list: fc.array(acts, { maxLength: 20 }), amended: calendars })
  .map(({ context, list, amended }) => {
    const cutOffs = campaignTicks(context).flatMap((tick) =>
      tick.kind === 'cut-off' ? [tick] : [],
    );
    const arrivals = list.map((act, n): Arrival<CampaignMessage> => {
      const tick = cutOffs[act.which % Math.max(1, cutOffs.length)];
      const about = ['gathered', 'sign', 'return'].includes(act.kind);
      const from = about && tick ? epoch(tick.at) : START + (act.which % 200) * 86_400_000;
      const receivedAt = instantOf(from + act.hours * 3_600_000, 'Asia/Shanghai');
      const base = { kind: act.kind, id: `m${n}`, receivedAt, by: 'office' };
      const bulletin = { bulletin: tick?.bulletin ?? 'b0', period: tick?.period ?? '2026-01' };
      const counts = {
        onTime: 2 - act.missing,
        late: 0,
        missing: act.missing,
        exempt: 0,
        pending: 0,
      };
      const figures = { expected: 2, ...counts, units: [{ unit: 'u001', expected: 2, ...counts }] };
      const announcedThrough = dayOfSerial(serial('2026-01-01') + (act.which % 700));
      const rest = {
        gathered: { ...bulletin, draft: act.draft, figures },
        sign: bulletin,
        return: { ...bulletin, reason: act.which % 3 ? '核对' : '' },
        pause: { reason: '防汛' },
        resume: {},
        calendar: { calendar: { ...amended, version: n + 2, announcedThrough } },
        close: { reason: act.which % 3 ? '' : '完成' },
      }[act.kind];
      const at = instantOf(epoch(receivedAt) + act.delay * 3_600_000, 'Asia/Shanghai');
      return { at, message: { ...base, ...rest } as unknown as CampaignMessage };
    });
    arrivals.sort((a, b) => epoch(a.at) - epoch(b.at));
    return { input: { context, units: UNITS, leaders: ['分管领导甲'] }, arrivals };
  });

function live({ input, arrivals }: Life, pace: Pace = 'instants') {
  return simulate(campaignMachine(input), initialCampaign(input), arrivals, LAST, pace);
}

function holds(check: (life: Life) => void): void {
  fc.assert(fc.property(lives, check), RUNS);
}

const keys = (decisions: readonly Decision[]) => decisions.map(({ kind, key }) => `${kind} ${key}`);

describe('any campaign', () => {
  test('progresses, decides nothing of the future, and rests when it has ended', () => {
    holds((life) => expect(live(life).broken).toEqual([]));
  });

  test('has every fact, notice and effect once', () => {
    holds((life) => expect(doubles(keys(live(life).decisions))).toEqual([]));
  });

  test('opens every period and takes every cut-off, each once, unless it is closed before', () => {
    holds((life) => {
      const { decisions, state } = live(life);
      const line = {
        ...life.input.context,
        calendar: state.calendar ?? life.input.context.calendar,
      };
      const ended = state.ended && epoch(state.ended.at);
      const cutOffs = campaignTicks(line).filter(
        (tick) => tick.kind === 'cut-off' && !tick.provisional,
      );
      const due = cutOffs.filter(({ at }) => ended === undefined || epoch(at) < ended);
      const taken = decisions.filter(
        ({ type, payload }) => type === 'gather' && payload['draft'] === 1,
      );
      expect(taken.length).toBeGreaterThanOrEqual(due.length);
    });
  });

  test('numbers what is signed without gap in the year of signing', () => {
    holds((life) => {
      const issued = live(life).decisions.filter(({ type }) => type === 'bulletin-issued');
      const years = new Map<string, number[]>();
      for (const { payload } of issued) {
        const year = String(payload['year']);
        years.set(year, [...(years.get(year) ?? []), Number(payload['number'])]);
      }
      for (const numbers of years.values()) expect(numbers).toEqual(numbers.map((_, n) => n + 1));
    });
  });

  test('notifies nobody before the first notices, but for a pause, a close or a calendar', () => {
    holds((life) => {
      const first = epoch(life.input.context.firstNoticesAt);
      const early = live(life).decisions.filter(
        ({ kind, at }) => kind === 'notice' && epoch(at) < first,
      );
      expect(early).toEqual([]);
    });
  });

  test.each(['one-step', { hours: 31 }] as const)(
    'takes time otherwise (%j) to the same end',
    (pace) => {
      holds((life) => expect(fingerprint(live(life, pace))).toEqual(fingerprint(live(life))));
    },
  );

  test('refuses exactly what its guard refuses; a repetition decides nothing', () => {
    holds((life) => {
      for (const { answer, guarded, again } of live(life).told) {
        expect(guarded).toBe(answer.fault !== undefined);
        expect(again.decisions).toBe(0);
      }
    });
  });

  test('folds from the register, also from the steps alone that decided something', () => {
    holds((life) => {
      const { state, steps } = live(life);
      const folded = fold(engineOf('campaign', life.input), steps);
      expect(JSON.parse(JSON.stringify(folded.state))).toEqual(state);
      const machine = campaignMachine(life.input);
      let now = initialCampaign(life.input);
      for (const { upTo, message } of steps) {
        const made = machine.advance(now, message, upTo);
        if (made.decisions.length > 0) now = made.state;
      }
      expect(JSON.parse(JSON.stringify(now))).toEqual(state);
    });
  });
});
