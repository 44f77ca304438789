import { useEffect, useRef, type RefObject } from 'react';

/** The heading of what somebody has just opened from elsewhere on the page: the focus goes there, and it comes into sight. */
export function useTaken(ready: boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // whoever has only opened the address has touched nothing yet
    if (ready && document.activeElement !== document.body) heading.current?.focus();
  }, [ready]);
  return heading;
}
