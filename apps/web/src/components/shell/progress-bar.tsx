'use client';
import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** Two pixels at the top while anything is fetched for longer than a moment. */
export function ProgressBar() {
  const fetching = useIsFetching() > 0;
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(fetching), fetching ? 250 : 120);
    return () => clearTimeout(timer);
  }, [fetching]);
  return (
    <div aria-hidden className="pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden">
      {shown ? <div className="h-full w-1/3 animate-[progress_1.2s_ease-in-out_infinite] bg-accent" /> : null}
    </div>
  );
}
