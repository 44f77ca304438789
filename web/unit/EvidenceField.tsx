import { useId, useState, type ChangeEvent } from 'react';
import { sha256 } from './sha256.ts';
import type { Typed } from './content.ts';

type Evidence = Typed['evidence'];
const MOST = 20;

/** 佐证: files stay with the unit; their names and checksums are sent, so that later it can be told whether they are the same. */
export function EvidenceField(props: {
  readonly evidence: Evidence;
  readonly words: string;
  readonly onChange: (evidence: Evidence) => void;
}) {
  const { evidence, words, onChange } = props;
  const id = useId();
  const [state, setState] = useState('');
  const add = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    setState('正在核算文件校验码……');
    const added: { name: string; sha256: string }[] = [];
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      added.push({ name: file.name.slice(0, 200), sha256: await sha256(bytes) });
    }
    const known = evidence.filter(({ name }) => !added.some((one) => one.name === name));
    onChange([...known, ...added].slice(0, MOST));
    setState(`已列入 ${added.length} 个文件`);
  };
  return (
    <div className="unit-field">
      <label htmlFor={id}>佐证材料（{words}）</label>
      <p className="quiet">文件留在本单位备查，这里只登记文件名和校验码，不上传文件内容。</p>
      <input
        id={id}
        type="file"
        multiple
        onChange={(event) => {
          add(event).catch(() => setState('这个文件读不出来，请换一个再试。'));
        }}
      />
      {evidence.length === 0 ? null : (
        <ul className="unit-files">
          {evidence.map((one) => (
            <li key={one.name}>
              {one.name} <span className="quiet">校验码 {one.sha256.slice(0, 12)}…</span>{' '}
              <button
                type="button"
                className="plain"
                onClick={() => onChange(evidence.filter((other) => other !== one))}
              >
                移去<span className="unit-unseen">{one.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="quiet" role="status">
        {state}
      </p>
    </div>
  );
}
