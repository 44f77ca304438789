import { useRef, type UIEvent } from 'react';
import type { OutputOf } from '../../client/operations.ts';

type Fault = OutputOf<'checkRegime'>['faults'][number];

/** The text of a regime with numbered lines; a fault is named under it and leads to its place. */
export function RegimeText(props: {
  readonly yaml: string;
  readonly faults: readonly Fault[];
  readonly onChange: (yaml: string) => void;
}) {
  const { yaml, faults, onChange } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLPreElement>(null);
  const lines = yaml.split('\n');
  const faulty = new Set(faults.map(({ line }) => line));
  const scroll = ({ currentTarget }: UIEvent) => {
    if (gutter.current) gutter.current.scrollTop = currentTarget.scrollTop;
  };
  const show = ({ line, column }: Fault) => {
    const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    const own = lines[line - 1] ?? '';
    const from =
      before +
      Array.from(own)
        .slice(0, column - 1)
        .join('').length;
    area.current?.focus();
    area.current?.setSelectionRange(from, before + own.length);
    area.current?.scrollTo({ top: Math.max(0, line - 4) * LINE_PX });
  };
  return (
    <>
      {faults.length === 0 ? null : (
        <ul className="failure regime-faults" aria-label="错误">
          {faults.map((fault) => (
            <li key={`${fault.line} ${fault.column} ${fault.message}`}>
              <button type="button" className="plain" onClick={() => show(fault)}>
                第{fault.line}行第{fault.column}列
              </button>
              ：{fault.message}
            </li>
          ))}
        </ul>
      )}
      <div className="regime-text">
        <pre ref={gutter} aria-hidden="true">
          {lines.map((_, i) => `${faulty.has(i + 1) ? '▲' : ' '}${String(i + 1).padStart(4)}\n`)}
        </pre>
        <textarea
          ref={area}
          aria-label="制度全文"
          value={yaml}
          spellCheck={false}
          wrap="off"
          onScroll={scroll}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </>
  );
}

/** As in the style. */
const LINE_PX = 20;
