import { MarkSign } from '../marks/MarkSign.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import type { LeaderGate } from './Gates.tsx';

/** The other matters, a line each, so that one may be taken before its turn. */
export function OtherGates(props: {
  readonly gates: readonly LeaderGate[];
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
}) {
  const { gates, open, onOpen } = props;
  const others = gates.filter(({ id }) => id !== open);
  if (others.length === 0) return null;
  return (
    <nav className="leader-others" aria-label="其他待决事项">
      <h2>{open === undefined ? '待您决定' : '其他待决事项'}</h2>
      <ul>
        {others.map(({ id, title, mark, limit }) => (
          <li key={id}>
            <MarkSign mark={mark} />
            <button type="button" className="plain" onClick={() => onOpen(id)}>
              {title}
            </button>
            <WhenText when={limit} />
          </li>
        ))}
      </ul>
    </nav>
  );
}
