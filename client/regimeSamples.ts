import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Calendar } from '../domain/calendar.ts';
import { readRegime } from '../importers/regime.ts';
import { refuse } from './faultError.ts';

const PLANS = fileURLToPath(new URL('../plans', import.meta.url));
const ENDING = '.regime.yaml';

/** A regime that comes with the product, to begin from. */
export interface RegimeSample {
  readonly name: string;
  readonly title: string;
  /** Its first lines of remarks: what it is for. */
  readonly about: string;
  readonly yaml: string;
}

let samples: readonly RegimeSample[] | undefined;

export function regimeSamples(): readonly RegimeSample[] {
  samples ??= readdirSync(PLANS)
    .filter((file) => file.endsWith(ENDING))
    .sort()
    .map((file) => sampleOf(file));
  return samples;
}

export function regimeSample(name: string): RegimeSample {
  const found = regimeSamples().find((sample) => sample.name === name);
  return found ?? refuse('regime-sample-unknown', { name: name.slice(0, 100) });
}

function sampleOf(file: string): RegimeSample {
  const yaml = readFileSync(join(PLANS, file), 'utf8');
  const name = file.slice(0, -ENDING.length);
  const about = /^(?:#.*\n)*/.exec(yaml)?.[0] ?? '';
  return {
    ...{ name, yaml, title: readRegime(yaml).regime?.title ?? name },
    about: about.replace(/^# ?/gm, '').trim(),
  };
}

let calendar: Calendar | undefined;

/** The working calendar that comes with the product. */
export function standardCalendar(): Calendar {
  calendar ??= Calendar.parse(JSON.parse(readFileSync(join(PLANS, 'calendar-cn.json'), 'utf8')));
  return calendar;
}
