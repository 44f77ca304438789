import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { placeOf, searchOf, type Target } from './place.ts';
import './style.css';

/** A link to what is spoken of. */
export function ToTarget(props: { readonly target: Target; readonly children: ReactNode }) {
  const { target, children } = props;
  return (
    <Link to={placeOf(target)} search={searchOf(target)}>
      {children}
    </Link>
  );
}
