import { Regime } from '../domain/regime.ts';
import { checkRegime } from '../domain/regimeCheck.ts';
import { readYaml, type DocumentFault } from './yaml.ts';

export interface RegimeReading {
  readonly regime?: Regime;
  readonly faults: readonly DocumentFault[];
}

/** Reads a regime 制度 from YAML: whole or not at all. */
export function readRegime(text: string): RegimeReading {
  const { value, faults } = readYaml(text, Regime, checkRegime);
  return value === undefined ? { faults } : { regime: value, faults };
}
