import type { Proof, Sha256 } from './proof.ts';

/** What only a crypto library can do; `signed` is asked with the key that the reader trusts. */
export interface Means {
  readonly sha256: Sha256;
  readonly key?: { readonly id: string; readonly signed: (text: string, mark: string) => boolean };
}

/** What does not hold: where in the proof, what was found and what should stand there. */
export interface Flaw {
  readonly code:
    | 'unreadable'
    | 'form'
    | 'seal'
    | 'digest'
    | 'scope'
    | 'turn'
    | 'chain'
    | 'replay'
    | 'notice'
    | 'expected'
    | 'instants'
    | 'paper'
    | 'head'
    | 'signature';
  readonly field?: keyof Proof;
  readonly element?: number;
  /** What is wrong, as a sentence without its place. */
  readonly what: string;
  readonly found?: string;
  readonly wanted?: string;
}
