import { Why } from '../signs/Why.tsx';

/** The reason of a light, a limit or a figure: its rule, and the facts that were counted. */
export function WhyFacts(props: {
  readonly why: { readonly rule: string; readonly facts: readonly string[] };
  readonly label?: string;
}) {
  const { why, label = '为什么' } = props;
  if (why.rule === '' && why.facts.length === 0) return null;
  return (
    <Why label={label}>
      {why.rule === '' ? null : <strong>{why.rule}</strong>}
      {why.facts.map((fact) => (
        <span key={fact} className="marks-fact">
          {fact}
        </span>
      ))}
    </Why>
  );
}
