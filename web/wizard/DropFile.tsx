import { useState, type DragEvent } from 'react';
import { useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { PickFile } from './PickFile.tsx';
import { Seconds } from './Seconds.tsx';
import { base64Of } from './base64.ts';
import { useWizard } from './useWizard.ts';

const KINDS = '.docx,.xlsx,.xls,.pdf,.csv,.txt,.yaml,.yml';
const MOST = 32 * 1024 * 1024;

/** Where a plan is dropped; what comes of it opens at once. */
export function DropFile() {
  const { go } = useWizard();
  const open = useWrite('openPlanDesk');
  const [over, setOver] = useState(false);
  const [file, setFile] = useState<File>();
  const [problem, setProblem] = useState<unknown>();
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined || open.isPending) return;
    setFile(chosen);
    setProblem(undefined);
    if (chosen.size > MOST) {
      setProblem(new Error(`“${chosen.name}”超过 32 MB。请删去图片或拆分后再导入。`));
      return;
    }
    try {
      const bytes = await base64Of(chosen);
      const { desk } = await open.mutateAsync({ name: chosen.name, bytes });
      go({ desk, step: 'read' });
    } catch (error) {
      setProblem(error);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <section className="card" aria-labelledby="wizard-drop">
      <h2 id="wizard-drop">导入一份方案</h2>
      <Secrecy />
      <div
        className={over ? 'wizard-drop wizard-over' : 'wizard-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>把方案文件拖到这里，或</p>
        <PickFile
          words="选择文件"
          accept={KINDS}
          disabled={open.isPending}
          main
          onFile={(chosen) => void take(chosen)}
        />
        <p className="quiet">
          Word（.docx）、Excel（.xlsx、.xls）、有文字层的 PDF、.csv、.txt，不超过 32
          MB。文件本身不保存，只保存读出的文字。
        </p>
        {open.isPending ? <Seconds what={`正在识读“${file?.name ?? ''}”`} /> : null}
      </div>
      <Failure error={problem} {...(file === undefined ? {} : { again: () => void take(file) })} />
    </section>
  );
}
