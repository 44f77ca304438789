import { useEffect, useState } from 'react';

const PATIENCE_MS = 400;

/** Shown only where something takes longer than a moment. */
export function Loading({ what = '正在读取' }: { readonly what?: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <p className="loading" role="status" aria-live="polite">
      {late ? `${what}……` : ''}
    </p>
  );
}
