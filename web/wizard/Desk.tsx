import { useRead } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { Discard } from './Discard.tsx';
import { DocumentsStep } from './DocumentsStep.tsx';
import { ReadStep } from './ReadStep.tsx';
import { RegimeStep } from './RegimeStep.tsx';
import { RehearseStep } from './RehearseStep.tsx';
import { ReviewStep } from './ReviewStep.tsx';
import { StartStep } from './StartStep.tsx';
import { instantText } from '../forms/instantText.ts';
import { standing, STEPS, type DeskView, type Step } from './steps.ts';
import { useWizard } from './useWizard.ts';

/** One plan on its way to a start: its steps on top, the chosen one below. */
export function Desk({ id }: { readonly id: string }) {
  const { search, go } = useWizard();
  const { data: desk, error, isPending, refetch } = useRead('showPlanDesk', { desk: id });
  if (isPending) return <Loading what="正在打开方案" />;
  const back = () =>
    go({ desk: undefined, step: undefined, kind: undefined, doubt: undefined, day: undefined });
  if (desk === undefined) return <Failure error={error} again={() => void refetch()} />;
  const step = search.step ?? firstOpen(desk);
  return (
    <>
      <p>
        <button type="button" className="plain" onClick={back}>
          ← 方案导入
        </button>
      </p>
      <h1>{desk.title}</h1>
      <p className="quiet">
        {desk.file}　{desk.words}　最近由“{desk.updatedBy}”改动，{instantText(desk.updatedAt)}
      </p>
      <nav aria-label="导入步骤">
        <ol className="wizard-steps">
          {STEPS.map(([own, words]) => (
            <li key={own}>
              <button
                type="button"
                aria-current={own === step ? 'step' : undefined}
                onClick={() =>
                  go({ step: own, kind: undefined, doubt: undefined, show: undefined })
                }
              >
                {words}
                <small>{standing(own, desk)}</small>
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <Failure error={error} />
      <StepPage step={step} desk={desk} />
      {desk.state === 'open' ? <Discard desk={desk} /> : null}
    </>
  );
}

/** Where the work was left: the first step that waits for somebody. */
function firstOpen(desk: DeskView): Step {
  if (desk.state !== 'open') return 'start';
  if (desk.required > 0) return 'review';
  if (desk.regime.faults.length > 0) return 'regime';
  return 'rehearse';
}

function StepPage({ step, desk }: { readonly step: Step; readonly desk: DeskView }) {
  switch (step) {
    case 'read':
      return <ReadStep desk={desk} />;
    case 'review':
      return <ReviewStep desk={desk} />;
    case 'regime':
      return <RegimeStep desk={desk} />;
    case 'documents':
      return <DocumentsStep desk={desk} />;
    case 'rehearse':
      return <RehearseStep desk={desk} />;
    case 'start':
      return <StartStep desk={desk} />;
  }
}
