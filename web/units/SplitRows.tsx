import { withPart } from './reorganisation.ts';

/** 拆分: which unit takes over which tasks, one a row; a name of the directory or a new one. */
export function SplitRows(props: {
  readonly id: string;
  /** The id of the list of known units. */
  readonly list: string;
  /** `甲局：1、3`, one a line. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { id, list, value, onChange } = props;
  const lines = value.split('\n');
  return (
    <>
      {lines.map((line, i) => {
        const [name = '', tasks = ''] = line.split('：');
        return (
          <span key={i} className="units-part" role="group" aria-label={`第 ${i + 1} 个单位`}>
            <input
              id={i === 0 ? id : undefined}
              list={list}
              required={i === 0}
              maxLength={200}
              placeholder="单位：从名录中选，或写新单位名称"
              aria-label={`第 ${i + 1} 个接办单位`}
              value={name}
              onChange={(event) =>
                onChange(withPart(lines, i, { name: event.target.value, tasks }))
              }
            />
            <input
              placeholder="任务编号，如 1、3、5"
              aria-label={`第 ${i + 1} 个单位承接的任务编号`}
              value={tasks}
              onChange={(event) =>
                onChange(withPart(lines, i, { name, tasks: event.target.value }))
              }
            />
          </span>
        );
      })}
      <button type="button" className="plain" onClick={() => onChange(`${value}\n`)}>
        再加一个单位
      </button>
    </>
  );
}
