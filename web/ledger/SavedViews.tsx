import { useState, type SyntheticEvent } from 'react';
import { useRead, useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { filtersIn, type Filters } from './filters.ts';

interface Props {
  readonly page: string;
  readonly filters: Filters;
  readonly onChoose: (filters: Filters) => void;
}

/** 常用视图: filters under a name, one's own or the whole office's. */
export function SavedViews({ page, filters, onChoose }: Props) {
  const { data, error } = useRead('listViews', { page });
  const remove = useWrite('removeView');
  const [saving, setSaving] = useState(false);
  const views = data?.views ?? [];
  const current = views.find(({ search }) => same(filtersIn(search), filters));
  return (
    <div className="ledger-views">
      {views.length === 0 ? null : (
        <label>
          <span className="ledger-views-label">常用视图</span>{' '}
          <select
            value={current?.id ?? ''}
            onChange={(event) => {
              const found = views.find(({ id }) => String(id) === event.target.value);
              onChoose(found === undefined ? {} : filtersIn(found.search));
            }}
          >
            <option value="">全部任务</option>
            {views.map(({ id, name, shared }) => (
              <option key={id} value={id}>
                {name}
                {shared ? '（共用）' : ''}
              </option>
            ))}
          </select>
        </label>
      )}
      {current?.own === true ? (
        <button
          type="button"
          className="plain"
          disabled={remove.isPending}
          onClick={() => remove.mutate({ view: current.id })}
        >
          删除此视图
        </button>
      ) : null}
      {current === undefined && Object.keys(filters).length > 0 ? (
        <button
          type="button"
          className="plain"
          aria-expanded={saving}
          onClick={() => setSaving(!saving)}
        >
          存为常用视图
        </button>
      ) : null}
      {saving ? <Save {...{ page, filters }} onDone={() => setSaving(false)} /> : null}
      <Failure error={error ?? remove.error} />
    </div>
  );
}

function Save(props: {
  readonly page: string;
  readonly filters: Filters;
  readonly onDone: () => void;
}) {
  const { page, filters, onDone } = props;
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const save = useWrite('saveView');
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const view = { page, name, search: filters as Record<string, string>, shared };
    const kept = await save.mutateAsync(view).catch(() => null);
    if (kept !== null) onDone();
  };
  return (
    <form className="acts-form" aria-label="存为常用视图" onSubmit={(event) => void send(event)}>
      <p className="acts-field">
        <label htmlFor="view-name">视图名称</label>
        <input
          id="view-name"
          required
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </p>
      <p className="acts-field acts-tick">
        <input
          id="view-shared"
          type="checkbox"
          checked={shared}
          onChange={(event) => setShared(event.target.checked)}
        />{' '}
        <label htmlFor="view-shared">同一身份的人都能看到</label>
      </p>
      <Failure error={save.error} />
      <button type="submit" className="acts-button main" disabled={save.isPending}>
        {save.isPending ? '正在保存……' : '保存'}
      </button>
    </form>
  );
}

function same(one: Filters, other: Filters): boolean {
  const text = (filters: Filters) =>
    JSON.stringify(Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}
