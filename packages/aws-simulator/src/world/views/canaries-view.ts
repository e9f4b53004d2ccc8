import type { CanariesView } from '../canaries.js';
import type { TrafficModel } from '../metrics/traffic.js';
import type { CanaryPlan } from '../plan/canary-plan.js';
import { canaryRun, slotMillis, type CanaryRun } from '../simulation/canary-runs.js';
import type { RegionState } from '../simulation/region-state.js';
import type { AwsRecord, Millis, VirtualClock } from '../types.js';
import { present } from './record.js';

export class RegionCanaries implements CanariesView {
  constructor(
    private readonly state: RegionState,
    private readonly traffic: TrafficModel,
    private readonly clock: VirtualClock,
  ) {}

  canaries(): AwsRecord[] {
    return this.state.canaries.map((canary) => canaryView(this.state, canary));
  }

  lastRuns(): AwsRecord[] {
    return this.state.canaries.flatMap((canary) => {
      const run = this.lastRun(canary);
      return run ? [lastRunView(this.state, canary, run, this.clock.now())] : [];
    });
  }

  private lastRun(canary: CanaryPlan): CanaryRun | undefined {
    const service = this.state.clusters
      .flatMap(({ services }) => services)
      .find(({ plan }) => plan === canary.service);
    const slot = Math.floor((this.clock.now() - canary.offsetMs) / slotMillis(canary));
    return service && canaryRun(canary, service, this.traffic, slot);
  }
}

function canaryView({ plan, ids }: RegionState, canary: CanaryPlan): AwsRecord {
  const { region, accountId } = plan;
  const bucket = `cw-syn-results-${accountId}-${region}`;
  const layer = `arn:aws:lambda:${region}:${accountId}:layer:cwsyn-${canary.name}-${canary.id}`;
  return {
    Id: canary.id,
    Name: canary.name,
    Code: { SourceLocationArn: `${layer}:4`, Handler: `${canary.name}.handler` },
    ExecutionRoleArn: `arn:aws:iam::${accountId}:role/service-role/CloudWatchSyntheticsRole-${canary.name}`,
    Schedule: { Expression: `rate(${canary.everyMinutes} minutes)`, DurationInSeconds: 0 },
    RunConfig: { TimeoutInSeconds: 60, MemoryInMB: 1000, ActiveTracing: false },
    SuccessRetentionPeriodInDays: 31,
    FailureRetentionPeriodInDays: 31,
    Status: { State: 'RUNNING', StateReasonCode: 'UPDATE_COMPLETE' },
    Timeline: {
      Created: new Date(canary.createdAt),
      LastModified: new Date(canary.createdAt + 600_000),
      LastStarted: new Date(canary.createdAt + 660_000),
    },
    ArtifactS3Location: `${bucket}/canary/${region}/${canary.name}`,
    EngineArn: `arn:aws:lambda:${region}:${accountId}:function:cwsyn-${canary.name}-${ids.uuid(`engine|${canary.id}`)}:4`,
    RuntimeVersion: 'syn-nodejs-puppeteer-9.1',
    Tags: canary.tags,
  };
}

function lastRunView(state: RegionState, canary: CanaryPlan, run: CanaryRun, now: Millis): AwsRecord {
  const { region, accountId } = state.plan;
  const started = new Date(run.startedAt);
  const day = started.toISOString().slice(0, 10).replaceAll('-', '/');
  const done = run.completedAt <= now;
  return {
    CanaryName: canary.name,
    LastRun: {
      Id: state.ids.uuid(`canary-run|${canary.id}|${run.slot}`),
      Name: canary.name,
      Status: done
        ? present({
            State: run.passed ? 'PASSED' : 'FAILED',
            StateReason: run.reason,
            StateReasonCode: run.passed ? undefined : 'CANARY_FAILURE',
            TestResult: run.passed ? 'PASSED' : 'FAILED',
          })
        : { State: 'RUNNING' },
      Timeline: present({ Started: started, Completed: done ? new Date(run.completedAt) : undefined }),
      ArtifactS3Location: `cw-syn-results-${accountId}-${region}/canary/${region}/${canary.name}/${day}`,
    },
  };
}
