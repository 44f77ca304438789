import type { Officer } from './setupLinks.ts';

const STEPS = [
  ['system', '系统管理员'],
  ['security', '安全管理员'],
  ['audit', '审计管理员'],
  ['activation', '督查室管理员'],
] as const;

/** Where one is on the way through the first start. */
export function SetupSteps(props: {
  readonly remaining: readonly Officer[] | undefined;
  readonly present: string | undefined;
}) {
  const { remaining, present } = props;
  const isDone = (step: string) =>
    step !== 'activation' && remaining !== undefined && !remaining.includes(step as Officer);
  return (
    <>
      <p>一共四步，大约三分钟。准备好手机上的身份验证器。</p>
      <ol className="session-steps" aria-label="启用步骤">
        {STEPS.map(([step, words], place) => (
          <li key={step} aria-current={step === present ? 'step' : undefined}>
            {isDone(step) && step !== present ? '✓' : place + 1} {words}
            {isDone(step) && step !== present ? '（已启用）' : ''}
          </li>
        ))}
      </ol>
    </>
  );
}
