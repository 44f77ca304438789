import './style.css';

/** The end of a form that stands open in place: it is sent once, or closed. */
export function ConfirmRow(props: {
  readonly busy: boolean;
  readonly words: string;
  readonly onClose: () => void;
}) {
  const { busy, words, onClose } = props;
  return (
    <p className="acts-row">
      <button type="submit" className="acts-button main" disabled={busy}>
        {busy ? '正在提交……' : words}
      </button>
      <button type="button" className="acts-button" onClick={onClose}>
        取消
      </button>
    </p>
  );
}
