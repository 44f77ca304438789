import { useId, useState } from 'react';

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
  const take = async (file: File | undefined) => {
    if (file !== undefined) setText(await file.text());
  };
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
        <label className="forms-other wizard-pick">
          选择文字文件
          <input
            type="file"
            accept=".yaml,.yml,.json,.txt"
            className="wizard-file"
            onChange={(event) => {
              void take(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </label>
      </p>
    </form>
  );
}
