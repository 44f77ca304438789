import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { Instant } from '../domain/instant.ts';
import type { Doubt } from '../importers/doubtsKinds.ts';
import { readYaml } from '../importers/yaml.ts';
import { readText, replaceFile } from '../store/file.ts';
import { refuseText } from './faultyDocument.ts';
import { homeOf } from './startup/home.ts';

/** Correction 更正: what a person wrote instead of printed words; offered for the next alike, never applied by itself. */
export const Correction = z.strictObject({
  kind: z.string(),
  printed: z.string(),
  value: z.string(),
  by: z.string(),
  at: Instant,
});
export type Correction = z.infer<typeof Correction>;

const Corrections = z.strictObject({ corrections: z.array(Correction).default([]) });

/** Older ones are forgotten first. */
const KEPT = 2_000;

/** Where this office's corrections are remembered: in the home of its start. */
export function correctionsPath(env: NodeJS.ProcessEnv): string {
  return join(homeOf(env).folder, 'corrections.yaml');
}

/** All that is remembered, the oldest first; a file that cannot be understood is refused, not overwritten. */
export function readCorrections(path: string): readonly Correction[] {
  const text = readText(path) ?? '';
  if (text.trim() === '') return [];
  const { value, faults } = readYaml(text, Corrections);
  if (value !== undefined) return value.corrections;
  return refuseText(`更正记录（${path}）`, faults);
}

/** Remembers corrections; the last about the same words counts. Words that were not printed teach nothing. */
export function rememberCorrections(path: string, found: readonly Correction[]): void {
  const learnt = found.filter(({ printed }) => printed !== '');
  if (learnt.length === 0) return;
  const byWords = new Map(
    [...readCorrections(path), ...learnt].map((correction) => [keyOf(correction), correction]),
  );
  const corrections = [...byWords.values()]
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .slice(-KEPT);
  mkdirSync(dirname(path), { recursive: true });
  replaceFile(path, stringify({ corrections }, { lineWidth: 0 }));
}

/** What was written the last time that these words were in the same doubt. */
export function recalled(
  corrections: readonly Correction[],
  doubt: Pick<Doubt, 'kind' | 'printed'>,
): Correction | undefined {
  if (doubt.printed === '') return undefined;
  return corrections.findLast((correction) => keyOf(correction) === keyOf(doubt));
}

function keyOf({ kind, printed }: Pick<Doubt, 'kind' | 'printed'>): string {
  return `${kind}\n${printed.replace(/\s+/g, '')}`;
}
