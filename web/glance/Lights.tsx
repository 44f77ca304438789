import { MarkSign } from '../marks/MarkSign.tsx';
import { ToLedger } from '../marks/ToLedger.tsx';
import { Why } from '../signs/Why.tsx';
import type { GlanceView } from './view.ts';

/** 亮灯 with their words and figures; each figure opens its list, each light its rule. */
export function Lights({ lights }: { readonly lights: GlanceView['lights'] }) {
  return (
    <ul className="glance-lights" aria-label="亮灯">
      {lights.map(({ mark, count, source, rule }) => (
        <li key={mark.level} className={`card glance-light-${mark.level}`}>
          <MarkSign mark={mark} />
          <span className="glance-count">
            <ToLedger source={source}>
              {count} <span className="glance-unit">项</span>
            </ToLedger>
          </span>
          <Why label="怎么算">{rule}</Why>
        </li>
      ))}
    </ul>
  );
}
