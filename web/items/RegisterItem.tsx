import { useId, useState, type SyntheticEvent } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useRead, useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import '../acts/style.css';

type Form = OutputOf<'showItemForm'>;
type Urgency = OutputOf<'listItems'>['items'][number]['urgency'];

const URGENCIES: readonly (readonly [Urgency, string])[] = [
  ['ordinary', '一般'],
  ['urgent', '紧急'],
  ['difficult', '疑难'],
];

const EMPTY = {
  ...{ source: '', text: '', title: '', leader: '', post: '', on: '', due: '' },
  ...{ urgency: 'ordinary' as Urgency, lead: '', cooperating: '', newUnits: false },
};

/** 登记: what was said, by whom, when, and who is to do it; it waits for its approval then. */
export function RegisterItem({ campaign }: { readonly campaign: string | undefined }) {
  const { data: form } = useRead('showItemForm', campaign === undefined ? {} : { campaign });
  const [done, setDone] = useState('');
  if (form === undefined || form.campaign === null) return null;
  return (
    <details className="card">
      <summary>登记督办事项</summary>
      {done === '' ? null : (
        <p className="acts-done" role="status">
          {done}
        </p>
      )}
      <Register key={done} form={form} onDone={setDone} />
    </details>
  );
}

function Register(props: { readonly form: Form; readonly onDone: (words: string) => void }) {
  const { form, onDone } = props;
  const [said, setSaid] = useState(EMPTY);
  const register = useWrite('registerItem');
  const set = (change: Partial<typeof EMPTY>) => setSaid((old) => ({ ...old, ...change }));
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const { source, text, title, leader, post, on, due, urgency, lead, cooperating } = said;
    const answer = await register
      .mutateAsync({
        ...{ campaign: form.campaign ?? '', source, text, on, urgency, newUnits: said.newUnits },
        leader: leader === OTHER ? `post:${post.trim()}` : leader,
        ...(title.trim() === '' ? {} : { title }),
        ...(due === '' ? {} : { due }),
        ...{ lead: named(lead), cooperating: named(cooperating) },
      })
      .catch(() => null);
    if (answer !== null) onDone(`已登记“${answer.title}”，等待${answer.approver}批准立项。`);
  };
  return (
    <form aria-label="登记督办事项" onSubmit={(event) => void send(event)}>
      <Whence {...{ form, said, set }} />
      <Who {...{ form, said, set }} />
      <Secrecy />
      <Failure error={register.error} />
      <button type="submit" className="acts-button main" disabled={register.isPending}>
        {register.isPending ? '正在登记……' : '登记'}
      </button>
    </form>
  );
}

const OTHER = 'other';

interface Part {
  readonly form: Form;
  readonly said: typeof EMPTY;
  readonly set: (change: Partial<typeof EMPTY>) => void;
}

function Whence({ form, said, set }: Part) {
  const id = useId();
  return (
    <>
      <p className="acts-field">
        <label htmlFor={`${id}-source`}>来源</label>
        <select
          id={`${id}-source`}
          required
          value={said.source}
          onChange={(event) => set({ source: event.target.value })}
        >
          <option value="">请选择</option>
          {form.sources.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </p>
      <p className="acts-field">
        <label htmlFor={`${id}-text`}>原文</label>
        <textarea
          id={`${id}-text`}
          required
          rows={4}
          maxLength={20_000}
          value={said.text}
          onChange={(event) => set({ text: event.target.value })}
        />
      </p>
      <p className="acts-field">
        <label htmlFor={`${id}-title`}>事项名称（不写则取原文开头）</label>
        <input
          id={`${id}-title`}
          maxLength={60}
          value={said.title}
          onChange={(event) => set({ title: event.target.value })}
        />
      </p>
      <p className="acts-field">
        <label htmlFor={`${id}-on`}>批示或会议日期</label>
        <input
          id={`${id}-on`}
          type="date"
          required
          value={said.on}
          onChange={(event) => set({ on: event.target.value })}
        />
      </p>
    </>
  );
}

function Who({ form, said, set }: Part) {
  const id = useId();
  return (
    <>
      <p className="acts-field">
        <label htmlFor={`${id}-leader`}>提出人（写职务，不写姓名）</label>
        <select
          id={`${id}-leader`}
          required
          value={said.leader}
          onChange={(event) => set({ leader: event.target.value })}
        >
          <option value="">请选择</option>
          {form.leaders.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          <option value={OTHER}>其他职务</option>
        </select>
      </p>
      {said.leader === OTHER ? (
        <Text label="职务" value={said.post} required onChange={(post) => set({ post })} />
      ) : null}
      <Text
        label="责任单位（几个单位用顿号隔开）"
        value={said.lead}
        required
        onChange={(lead) => set({ lead })}
      />
      <Text
        label="配合单位（可不填）"
        value={said.cooperating}
        onChange={(cooperating) => set({ cooperating })}
      />
      <p className="acts-field acts-tick">
        <input
          id={`${id}-new`}
          type="checkbox"
          checked={said.newUnits}
          onChange={(event) => set({ newUnits: event.target.checked })}
        />{' '}
        <label htmlFor={`${id}-new`}>名录中没有的单位，作为新单位加入</label>
      </p>
      <p className="acts-field">
        <label htmlFor={`${id}-urgency`}>缓急</label>
        <select
          id={`${id}-urgency`}
          value={said.urgency}
          onChange={(event) => set({ urgency: event.target.value as Urgency })}
        >
          {URGENCIES.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </p>
      <p className="acts-field">
        <label htmlFor={`${id}-due`}>办结日期（不写则按来源和缓急推算）</label>
        <input
          id={`${id}-due`}
          type="date"
          value={said.due}
          onChange={(event) => set({ due: event.target.value })}
        />
      </p>
    </>
  );
}

function Text(props: {
  readonly label: string;
  readonly value: string;
  readonly required?: boolean;
  readonly onChange: (text: string) => void;
}) {
  const { label, value, required = false, onChange } = props;
  const id = useId();
  return (
    <p className="acts-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        required={required}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </p>
  );
}

function named(text: string): string[] {
  return text
    .split(/[、，,；;\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
