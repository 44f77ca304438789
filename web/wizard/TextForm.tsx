import { useId, useState } from 'react';
import { PickFile } from './PickFile.tsx';

/** A document as a text file, for those who keep it as one. */
export function TextForm(props: {
  readonly title: string;
  readonly given: string | null;
  readonly keep: (text: string) => void;
  readonly busy: boolean;
}) {
  const { title, given, keep, busy } = props;
  const [text, setText] = useState(given ?? '');
  const id = useId();
  const take = async (file: File) => setText(await file.text());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep(text);
      }}
    >
      <label htmlFor={id}>{title}的文字</label>
      <textarea
        id={id}
        className="wizard-text"
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="forms-row">
        <button type="submit" className="forms-send" disabled={busy}>
          {busy ? '正在保存……' : '保存文字'}
        </button>
        <PickFile
          words="选择文字文件"
          accept=".yaml,.yml,.json,.txt"
          onFile={(file) => void take(file)}
        />
      </p>
    </form>
  );
}
