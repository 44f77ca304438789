import { useEffect, useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { narrowing, type FilterName, type Filters } from './filters.ts';

type Chips = OutputOf<'searchTasks'>['chips'];

interface Props {
  readonly filters: Filters;
  readonly chips: Chips;
  readonly set: (name: FilterName, value: string) => void;
  readonly onClear: () => void;
}

/** The filters of a list of tasks, each with how many it would show. */
export function FilterBar({ filters, chips, set, onClear }: Props) {
  return (
    <div className="ledger-filters" role="search" aria-label="筛选任务">
      <div className="ledger-levels" role="group" aria-label="亮灯">
        {chips.level.map(({ value, words, count }) => (
          <button
            key={value}
            type="button"
            aria-pressed={filters.level === value}
            onClick={() => set('level', filters.level === value ? '' : value)}
          >
            {words} {count}
          </button>
        ))}
      </div>
      <Words value={filters.text ?? ''} onChange={(text) => set('text', text)} />
      <Choice name="unit" label="单位" chips={chips.unit} {...{ filters, set }} />
      <Choice name="category" label="类别" chips={chips.category} {...{ filters, set }} />
      <Choice name="leader" label="牵头领导" chips={chips.leader} {...{ filters, set }} />
      <Choice name="verdict" label="报送" chips={chips.verdict} {...{ filters, set }} />
      <Choice name="state" label="状态" chips={chips.state} {...{ filters, set }} />
      <Further {...{ filters, set }} />
      {narrowing(filters) > 0 ? (
        <button type="button" className="plain" onClick={onClear}>
          清除全部筛选
        </button>
      ) : null}
    </div>
  );
}

function Choice(props: {
  readonly name: 'unit' | 'category' | 'leader' | 'verdict' | 'state';
  readonly label: string;
  readonly chips: Chips['unit'];
  readonly filters: Filters;
  readonly set: Props['set'];
}) {
  const { name, label, chips, filters, set } = props;
  const value = filters[name] ?? '';
  if (chips.length === 0 && value === '') return null;
  const known = chips.some((chip) => chip.value === value);
  return (
    <label className="ledger-choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => set(name, event.target.value)}>
        <option value="">全部</option>
        {known || value === '' ? null : <option value={value}>{value}</option>}
        {chips.map((chip) => (
          <option key={chip.value} value={chip.value}>
            {chip.words}（{chip.count}）
          </option>
        ))}
      </select>
    </label>
  );
}

/** What a link from another page may narrow besides: a period, a span of due days. It is shown, and can be dropped. */
function Further({ filters, set }: Pick<Props, 'filters' | 'set'>) {
  const day = (text: string | undefined) => text?.slice(0, 10) ?? '';
  const lines: readonly (readonly [FilterName, string])[] = [
    ['period', filters.period === undefined ? '' : `报告期 ${filters.period}`],
    ['dueFrom', filters.dueFrom === undefined ? '' : `${day(filters.dueFrom)} 起到期`],
    ['dueTo', filters.dueTo === undefined ? '' : `${day(filters.dueTo)} 前到期`],
    ['role', filters.role === 'lead' ? '只看牵头' : ''],
  ];
  return lines
    .filter(([, words]) => words !== '')
    .map(([name, words]) => (
      <button
        key={name}
        type="button"
        className="ledger-drop"
        aria-label={`取消条件：${words}`}
        onClick={() => set(name, '')}
      >
        {words} ✕
      </button>
    ));
}

const PATIENCE_MS = 400;

/** Words are looked for once a person has stopped typing. */
function Words(props: { readonly value: string; readonly onChange: (text: string) => void }) {
  const { value, onChange } = props;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = window.setTimeout(() => onChange(text.trim()), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <label className="ledger-choice">
      <span>查找</span>
      <input
        type="search"
        maxLength={100}
        placeholder="编号、名称、内容"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}
