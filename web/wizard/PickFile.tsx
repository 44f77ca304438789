/** A button that picks one file; the same file may be picked again. */
export function PickFile(props: {
  readonly words: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
  readonly disabled?: boolean;
  /** Whether it is what the page asks for. */
  readonly main?: boolean;
}) {
  const { words, accept, onFile, disabled = false, main = false } = props;
  return (
    <label className={`${main ? 'forms-send' : 'forms-other'} wizard-pick`}>
      {words}
      <input
        type="file"
        accept={accept}
        className="wizard-file"
        disabled={disabled}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          event.target.value = '';
        }}
      />
    </label>
  );
}
