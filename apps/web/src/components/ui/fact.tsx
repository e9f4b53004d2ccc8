import type { ReactNode } from 'react';

/**
 * Where a number that people decide by comes from, so that a proof can recompute it: a metric over a window, a count,
 * or a place in a ranking. Times are ISO 8601 UTC, step in seconds.
 */
export type FactSource =
  | {
      k: 'metric';
      resource: string;
      metric: string;
      stat: string;
      fn: 'latest' | 'max' | 'min' | 'avg';
      from: string;
      to: string;
      step: number;
      unit: string;
    }
  | {
      k: 'count';
      what:
        | 'tasks'
        | 'services'
        | 'instances'
        | 'databases'
        | 'loadBalancers'
        | 'alarms'
        | 'clusters'
        | 'subnets'
        | 'security_groups'
        | 'stops'
        | 'deployments'
        | 'scaling'
        | 'events';
      filter: Record<string, string>;
      from?: string;
      to?: string;
    }
  | { k: 'rank'; what: 'edge' | 'stop_reasons'; position: number; id: string };

/** A figure with its provenance in the markup: the text is rounded for reading, `value` is not. */
export function Fact({
  of,
  value,
  className,
  children,
}: {
  of: FactSource;
  value: number | string | null;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span className={className} data-fact={JSON.stringify(of)} data-value={value ?? ''}>
      {children}
    </span>
  );
}
