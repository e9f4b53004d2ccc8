/** Metrics that CloudWatch takes out of an event, with their units; the block repeats in every event of the type. */
const METRICS: Record<
  'Task' | 'Service' | 'Cluster',
  { dimensions: string[][]; metrics: [string, string][] }
> = {
  Task: {
    dimensions: [['ClusterName'], ['ClusterName', 'TaskDefinitionFamily'], ['ServiceName', 'ClusterName']],
    metrics: [
      ['CpuUtilized', 'None'],
      ['CpuReserved', 'None'],
      ['MemoryUtilized', 'Megabytes'],
      ['MemoryReserved', 'Megabytes'],
      ['StorageReadBytes', 'Bytes/Second'],
      ['StorageWriteBytes', 'Bytes/Second'],
      ['NetworkRxBytes', 'Bytes/Second'],
      ['NetworkTxBytes', 'Bytes/Second'],
    ],
  },
  Service: {
    dimensions: [['ServiceName', 'ClusterName']],
    metrics: [
      ['DesiredTaskCount', 'Count'],
      ['RunningTaskCount', 'Count'],
      ['PendingTaskCount', 'Count'],
      ['DeploymentCount', 'Count'],
      ['TaskSetCount', 'Count'],
    ],
  },
  Cluster: {
    dimensions: [['ClusterName']],
    metrics: [
      ['TaskCount', 'Count'],
      ['ServiceCount', 'Count'],
      ['ContainerInstanceCount', 'Count'],
    ],
  },
};

/** The `CloudWatchMetrics` member of an event, as AWS's samples have it. */
export function embeddedMetrics(type: keyof typeof METRICS): { CloudWatchMetrics: unknown[] } {
  const { dimensions, metrics } = METRICS[type];
  return {
    CloudWatchMetrics: [
      {
        Namespace: 'ECS/ContainerInsights',
        Metrics: metrics.map(([Name, Unit]) => ({ Name, Unit })),
        Dimensions: dimensions,
      },
    ],
  };
}
