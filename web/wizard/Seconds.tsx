import { useEffect, useState } from 'react';

/** What takes longer than a moment says so, and for how long already. */
export function Seconds({ what }: { readonly what: string }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setSeconds((now) => now + 1), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <p className="wizard-busy" role="status">
      <progress aria-label={what} /> {what}……{seconds > 0 ? ` 已用 ${seconds} 秒` : ''}
    </p>
  );
}
