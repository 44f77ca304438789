import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { call } from '../api/call.ts';
import { useRead } from '../api/hooks.ts';
import type { DeskView } from './steps.ts';

export type Rehearsal = OutputOf<'showRehearsal'>;
export type Year = NonNullable<Rehearsal['year']>;
export type Way = 'silent' | 'on-time' | 'last-year' | 'mixed' | 'compare-leads';

const EVERY_MS = 700;

/** Asks for a rehearsal of the desk as it stands and follows it to its end; the page may be left meanwhile. */
export function useRehearsal({ desk, version }: DeskView, way: Way, seed: number) {
  const [times, setTimes] = useState(0);
  const begun = useQuery({
    queryKey: ['rehearsed', desk, version, way, seed, times],
    queryFn: () => call('rehearseDesk', { desk, way, seed }),
    staleTime: Infinity,
    retry: false,
  });
  const id = begun.data?.rehearsal;
  const [ended, setEnded] = useState<string>();
  const isRunning = begun.data?.state === 'running' && ended !== `${id} ${times}`;
  const shown = useRead(
    'showRehearsal',
    { desk, rehearsal: id ?? '' },
    { enabled: isRunning, everyMs: EVERY_MS },
  );
  const own = shown.data?.rehearsal === id && id !== undefined ? shown.data : undefined;
  if (isRunning && own !== undefined && own.state !== 'running') setEnded(`${id} ${times}`);
  return {
    rehearsal: begun.data?.state === 'running' ? (own ?? begun.data) : begun.data,
    error: begun.error ?? (isRunning ? shown.error : null),
    again: () => setTimes(times + 1),
  };
}
