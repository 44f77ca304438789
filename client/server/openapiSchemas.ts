import { z } from 'zod';
import { Calendar } from '../../domain/calendar.ts';
import { Diagnostic } from '../../domain/plan.ts';
import { Regime } from '../../domain/regime.ts';
import { Directory } from '../../domain/unit.ts';
import { OPERATIONS, type Operation } from '../operations.ts';
import { PlanInput } from '../planInput.ts';

/** A JSON schema, as far as this document looks into one. */
export type Json = Readonly<Record<string, unknown>>;
export type Side = 'input' | 'output';

const DOCUMENTS = { Plan: PlanInput, Regime, Calendar, Directory, Diagnostic };

/**
 * Schemas of the operations as the parts of one document: what has a name stands once under it. What is sent and what is
 * answered differ where there are defaults, so what is answered bears the name with `Shown`.
 */
export interface Schemas {
  /** The schema of what an operation takes or answers; what it refers to is among the parts. */
  readonly schemaOf: (name: string, operation: Operation, side: Side) => Json;
  readonly parts: Record<string, Json>;
}

export function schemasOf(): Schemas {
  const parts: Record<string, Json> = {};
  const named = { input: registryOf('input'), output: registryOf('output') };
  return {
    parts,
    schemaOf: (name, operation, side) => {
      const made = z.toJSONSchema(operation[side], {
        io: side,
        unrepresentable: 'any',
        metadata: named[side],
        target: 'draft-2020-12',
      });
      const prefix = `${capital(name)}${side === 'input' ? 'Input' : 'Answer'}`;
      const { $defs = {}, ...own } = made as Json & { $defs?: Json };
      const nameOf = (def: string) =>
        isAnonymous(def) ? `${prefix}${def.replace('__schema', 'Part')}` : def;
      for (const [def, schema] of Object.entries($defs)) {
        parts[nameOf(def)] ??= moved(schema, nameOf) as Json;
      }
      return moved(withoutDialect(own), nameOf) as Json;
    },
  };
}

function registryOf(side: Side): z.core.$ZodRegistry<z.core.GlobalMeta> {
  const registry = z.registry<z.core.GlobalMeta>();
  const suffix = side === 'input' ? '' : 'Shown';
  for (const [id, schema] of Object.entries(DOCUMENTS)) {
    registry.add(schema, { id: `${id}${suffix}` });
  }
  const seen = new Set<unknown>(Object.values(DOCUMENTS));
  for (const [name, operation] of Object.entries(OPERATIONS) as [string, Operation][]) {
    const schema = operation[side];
    if (side === 'input' || seen.has(schema)) continue;
    seen.add(schema);
    registry.add(schema, { id: `${capital(name)}Answer` });
  }
  return registry;
}

function isAnonymous(def: string): boolean {
  return def.startsWith('__schema');
}

/** The document names the dialect of its schemas once. */
function withoutDialect(schema: Json): Json {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));
}

/** References point to the parts of the document. */
function moved(value: unknown, nameOf: (def: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => moved(one, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => [
      key,
      key === '$ref' && typeof own === 'string'
        ? `#/components/schemas/${nameOf(own.replace('#/$defs/', ''))}`
        : moved(own, nameOf),
    ]),
  );
}

export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
