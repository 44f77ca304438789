import type { ReactNode } from 'react';
import '../forms/style.css';

/** The head of a page with a list: its name, what may be begun from here, and what the page is for. */
export function ListHead(props: {
  readonly title: string;
  readonly explain: string;
  /** Buttons beside the name. */
  readonly children?: ReactNode;
}) {
  const { title, explain, children } = props;
  return (
    <>
      <div className="forms-head">
        <h1>{title}</h1>
        {children}
      </div>
      <p className="forms-explain">{explain}</p>
    </>
  );
}
