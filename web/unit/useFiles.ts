import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import type { ShownFile } from '../files/EvidenceList.tsx';
import type { Typed } from './content.ts';
import { sha256 as sha256Of } from './sha256.ts';

type Evidence = Typed['evidence'];

/** Sends one file to be kept. */
export type KeepFile = (
  file: File,
  sha256: string,
  onShare: (share: number) => void,
) => Promise<OutputOf<'sendEvidence'>>;

/** Which files can be kept, of at most how many bytes. */
export interface FileRules {
  readonly accept: string;
  readonly limit: number;
  readonly limitWords: string;
}

const MOST = 20;

export interface Files {
  readonly sending: { readonly name: string; readonly share: number } | undefined;
  /** What was kept, in the server's words. */
  readonly said: string;
  readonly errors: readonly unknown[];
  /** What is known of files that the form may name. */
  readonly shown: readonly ShownFile[];
  readonly add: (chosen: readonly File[], before: number) => void;
}

/** Keeps the chosen files one after another; what is refused is said, and the others go on. */
export function useFiles(
  { limit, limitWords }: FileRules,
  known: readonly ShownFile[],
  onKeep: KeepFile,
  onChange: (change: (evidence: Evidence) => Evidence) => void,
): Files {
  const [sending, setSending] = useState<Files['sending']>();
  const [said, setSaid] = useState('');
  const [errors, setErrors] = useState<readonly unknown[]>([]);
  const [kept, setKept] = useState<readonly ShownFile[]>([]);
  const one = async (file: File) => {
    if (file.size > limit) throw new Error(`“${file.name}”太大，没有存入。${limitWords}。`);
    setSending({ name: file.name, share: 0 });
    const digest = await sha256Of(new Uint8Array(await file.arrayBuffer()));
    const done = await onKeep(file, digest, (share) => setSending({ name: file.name, share }));
    const { name, sha256 } = done;
    setKept((old) => [{ name, sha256, kept: true, words: '已存入' }, ...old]);
    onChange((old) => [...old.filter((other) => other.name !== name), { name, sha256 }]);
    setSaid(`${done.words}。`);
  };
  const all = async (chosen: readonly File[], before: number) => {
    setErrors([]);
    setSaid('');
    const room = Math.max(0, MOST - before);
    const refused: unknown[] = chosen.length > room ? [new Error(FULL)] : [];
    for (const file of chosen.slice(0, room))
      await one(file).catch((e: unknown) => refused.push(e));
    setSending(undefined);
    setErrors(refused);
  };
  return {
    ...{ sending, said, errors, shown: [...kept, ...known] },
    add: (chosen, before) => void all(chosen, before),
  };
}

const FULL = `一次最多附 ${MOST} 个文件，多出的没有存入。`;
