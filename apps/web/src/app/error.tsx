'use client';
import { ErrorState } from '@/components/ui/states';

/** A page that could not be drawn: the frame stays, the page says so and can be tried again. */
export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  return <ErrorState error={error} onRetry={reset} height={240} />;
}
