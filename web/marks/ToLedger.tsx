import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';

/** A figure that opens the list of what it counts. */
export function ToLedger(props: {
  readonly source: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}) {
  const { source, children } = props;
  return (
    <Link to={paths.ledger} search={source}>
      {children}
    </Link>
  );
}
