import type { z } from 'zod';
import { Behaviour } from '../../domain/behaviour.ts';
import { Context } from '../../domain/context.ts';
import { campaignId } from '../../domain/ids.ts';
import type { Leadership } from '../../domain/assign.ts';
import { at, type Instant } from '../../domain/instant.ts';
import { fault } from '../../domain/faults.ts';
import { readYaml } from '../../importers/yaml.ts';
import { FaultError } from '../faultError.ts';
import type { CampaignDocuments } from '../operations.ts';
import { listWords, prepare } from '../prepare.ts';
import { progress } from '../print.ts';
import { compareLeads, leadsWords } from '../rehearsalLeads.ts';
import { rehearsalView } from '../rehearsalView.ts';
import { readDocuments, textOf, type DocumentPaths } from './documents.ts';
import { print, type Io } from './io.ts';
import { leadershipOf, type LeadershipOptions } from './leadership.ts';
import { placeWords } from '../../importers/yaml.ts';
import { diagnosticsWords } from './words.ts';

export interface RehearseOptions extends DocumentPaths, LeadershipOptions {
  readonly json?: boolean;
  readonly behaviour: string;
  readonly title?: string;
  readonly full?: boolean;
  readonly compareLeads?: boolean;
}

/** Behaviours by name; anything else is a file. `mixed` is a plausible office. */
const NAMED: Readonly<Record<string, z.input<typeof Behaviour>>> = {
  silent: { reports: 'silent' },
  'on-time': { reports: 'on-time' },
  mixed: { reports: { early: 1, 'on-time': 6, nil: 1, late: 2, silent: 2 } },
};

/** `duban rehearse`: the year as it would go, without a server. */
export async function rehearsePlan(io: Io, path: string, options: RehearseOptions): Promise<void> {
  const documents = await readDocuments(io, path, options, options.title);
  const behaviour = behaviourOf(options.behaviour);
  const startedAt = at(documents.horizon.from, '00:00', documents.calendar.zone);
  const accepted = { ...documents, confirm: ['deadline-past', 'list-open'] };
  const { plan, assigned, bound, diagnostics } = prepare(
    { ...accepted, leadership: leadershipOf(options) },
    startedAt,
  );
  const blocking = diagnostics.filter(({ severity }) => severity === 'blocking');
  if (blocking.length > 0) {
    const list = listWords(blocking);
    throw new FaultError(fault('plan-not-ready', { count: blocking.length, list }), blocking);
  }
  const context = Context.parse({
    campaign: campaignId(Number(startedAt.slice(0, 4)), 1),
    ...bound,
  });
  if (options.compareLeads === true) {
    const both = { ...ways(accepted, startedAt), context, plan, behaviour };
    print(io, options.json, compareLeads(both), (found) => leadsWords(both, found, io.width));
    return;
  }
  const { tasks, units, leaders } = assigned;
  const bar = progress('推演', 12, io.progress);
  const months = new Set<string>();
  const onInstant = (ms: number) => {
    const month = new Date(ms).toISOString().slice(0, 7);
    if (months.has(month)) return;
    months.add(month);
    if (months.size <= 12) bar.step();
  };
  const { full = false } = options;
  const input = { context, plan, tasks, units, leaders, behaviour, full, onInstant };
  const view = rehearsalView(input, io.width);
  if (months.size < 12) bar.step(12 - months.size);
  bar.done();
  print(io, options.json, view.json, () => {
    const notes = diagnosticsWords(diagnostics, io.width);
    return notes === '' ? view.text : `${view.text}\n\n${notes}`;
  });
}

/** The plan assigned in both ways of leading. */
function ways(documents: CampaignDocuments, startedAt: Instant) {
  const assigned = (leadership: Leadership) =>
    prepare({ ...documents, leadership }, startedAt).assigned;
  return { joint: assigned('joint'), several: assigned('several') };
}

function behaviourOf(name: string): Behaviour {
  const known = NAMED[name];
  if (known) return Behaviour.parse(known);
  const { value, faults } = readYaml(textOf(name), Behaviour);
  if (value) return value;
  const list = faults.map((found) => `· ${placeWords(found)}：${found.message}`).join('\n');
  throw new FaultError(
    fault('document-faulty', { document: `行为假设（${name}）`, count: faults.length, list }),
  );
}
