import type { MetricRequest } from '@/lib/api/hooks';

/** The series of the service page: one request for its figures and charts. */
export function serviceQueries(id: string): MetricRequest[] {
  const query = (key: string, metric: string, stat: string): MetricRequest => ({
    id: key,
    resource: id,
    metric,
    stat,
  });
  return [
    query('cpu', 'CPUUtilization', 'Average'),
    query('cpuMax', 'CPUUtilization', 'Maximum'),
    query('memory', 'MemoryUtilization', 'Average'),
    query('memoryMax', 'MemoryUtilization', 'Maximum'),
  ];
}
