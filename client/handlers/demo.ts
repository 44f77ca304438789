import { at, clockOf, dayOf, epoch, instantOf, plusDays, weekday } from '../../domain/instant.ts';
import { term } from '../../domain/terms.ts';
import { noticeCounts } from '../../store/demo.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { ZONE } from './actor.ts';

type State = OutputOf<'showDemo'>;
type To = TakenOf<'moveDemoClock'>['to'];

/** 演示: where the clock of the sandbox stands, and what its last move has brought about. */
export async function showDemo({ demo, pool }: Service): Promise<State> {
  if (demo === undefined) {
    const now = instantOf(Date.now(), ZONE);
    return { demo: false, now, words: '', next: null, moving: null, told: [] };
  }
  const moving = demo.clock.moving();
  const next = moving === undefined ? await demo.clock.next() : undefined;
  const now = demo.clock.now();
  return {
    demo: true,
    now: instantOf(now, ZONE),
    words: momentWords(now),
    next: next === undefined ? null : { at: instantOf(next, ZONE), words: momentWords(next) },
    moving:
      moving === undefined ? null : { to: momentWords(moving.to), at: momentWords(moving.at) },
    told: demo.from === undefined ? [] : await toldBetween(pool, demo.from, now),
  };
}

/** Moves the clock; it is on its way when this answers. */
export async function moveDemoClock(
  service: Service,
  { to }: TakenOf<'moveDemoClock'>,
): Promise<State> {
  const { demo } = service;
  if (demo === undefined) return refuse('demo-only');
  if (demo.clock.moving() !== undefined) return refuse('demo-moving');
  const from = demo.clock.now();
  const target = to === 'next' ? ((await demo.clock.next()) ?? from) : momentAfter(from, to);
  demo.from = from;
  void demo.clock.move(target).catch(demo.failed);
  return showDemo(service);
}

const MORNING = '09:30';

/** 09:30 of the next day, of the day a week on, or of the same day of the next month (its last where it has none). */
export function momentAfter(from: number, to: Exclude<To, 'next'>): number {
  const day = dayOf(instantOf(from, ZONE), ZONE);
  const target = { day: plusDays(day, 1), week: plusDays(day, 7), month: nextMonth(day) }[to];
  return epoch(at(target, MORNING, ZONE));
}

function nextMonth(day: string): string {
  const first = `${plusDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
  const last = plusDays(`${plusDays(`${first.slice(0, 7)}-28`, 4).slice(0, 7)}-01`, -1);
  const same = `${first.slice(0, 7)}-${day.slice(8)}`;
  return same < last ? same : last;
}

function momentWords(ms: number): string {
  const instant = instantOf(ms, ZONE);
  const day = dayOf(instant, ZONE);
  const [year, month, date] = day.split('-').map(Number);
  const name = '日一二三四五六'[weekday(day) % 7] ?? '';
  return `${year}年${month}月${date}日 星期${name} ${clockOf(instant, ZONE)}`;
}

async function toldBetween(pool: Service['pool'], from: number, now: number) {
  const counts = await noticeCounts(pool, from, now);
  return counts.map(({ type, count, to }) => `${term(type)} ${count} 份（${to} 个收件人）`);
}
