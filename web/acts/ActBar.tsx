import { useRef, useState } from 'react';
import { ActForm } from './ActForm.tsx';
import type { Allowed, Values } from './allowed.ts';
import './style.css';

/** The acts that are allowed now, done in place: the main one first and strong, each with what it asks. */
export function ActBar(props: {
  readonly acts: readonly Allowed[];
  /** What they are about, for those who hear the buttons only. */
  readonly about: string;
  readonly onDone?: (words: string) => void;
  /** What the server has answered, for a page that goes elsewhere by it. */
  readonly onAnswer?: (answer: object) => void;
}) {
  const { acts, about, onDone, onAnswer } = props;
  const [open, setOpen] = useState<string | undefined>();
  const [done, setDone] = useState('');
  // what was typed stays while another act is looked at
  const typed = useRef(new Map<string, Values>());
  const chosen = acts.find((one) => keyOf(one) === open);
  if (acts.length === 0 && done === '') return null;
  const finish = (words: string, answer: object) => {
    typed.current.clear();
    setOpen(undefined);
    setDone(words);
    onDone?.(words);
    onAnswer?.(answer);
  };
  const ordered = acts.toSorted((one, other) => Number(other.main) - Number(one.main));
  return (
    <div className="acts">
      <div className="acts-row" role="group" aria-label={`办理：${about}`}>
        {ordered.map((one) => (
          <button
            key={keyOf(one)}
            type="button"
            className={one.main ? 'acts-button main' : 'acts-button'}
            aria-expanded={keyOf(one) === open}
            onClick={() => setOpen(keyOf(one) === open ? undefined : keyOf(one))}
          >
            {one.label}
          </button>
        ))}
      </div>
      {chosen === undefined ? null : (
        <ActForm
          key={keyOf(chosen)}
          allowed={chosen}
          begun={typed.current.get(keyOf(chosen)) ?? {}}
          onValues={(values) => void typed.current.set(keyOf(chosen), values)}
          onDone={finish}
          onClose={() => setOpen(undefined)}
        />
      )}
      {done === '' || onDone !== undefined ? null : (
        <p className="acts-done" role="status">
          {done}
        </p>
      )}
    </div>
  );
}

function keyOf({ operation, act, label }: Allowed): string {
  return `${operation}/${act ?? ''}/${label}`;
}
