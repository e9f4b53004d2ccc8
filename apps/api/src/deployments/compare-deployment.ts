import { Injectable } from '@nestjs/common';
import {
  compareErrors,
  compareStartup,
  compareStops,
  overallVerdict,
  quantileOfSorted,
  rankFindings,
  renderBoth,
  ROLLOUT_WATCH_MS,
  splitRollout,
  type RolloutSide as Side,
  type RolloutSplit,
  type RolloutTask,
} from '@danji/analysis';
import { RolloutComparison, StopCause, type Context, type RolloutSide } from '@danji/shared';
import { levelsOf, type Levels } from './rollout-levels.js';
import { ReadStretches } from './read-stretches.js';
import {
  RolloutRepository,
  type LevelRow,
  type RolloutKey,
  type TaskRow,
  type UseRow,
} from './rollout.repository.js';

/** Old against new of one rollout, from what is stored; the same facts whether it still runs or is long over. */
@Injectable()
export class CompareDeployment {
  constructor(
    private readonly rollouts: RolloutRepository,
    private readonly readStretches: ReadStretches,
  ) {}

  /** @param finishedAt epoch ms at which AWS called it over; null while it goes on, or where it was overtaken */
  async run(
    ctx: Context,
    rollout: RolloutKey,
    finishedAt: number | null,
    now: number,
  ): Promise<RolloutComparison> {
    const next = await this.rollouts.nextBegan(rollout);
    const endedAt = earliest(finishedAt, next?.getTime() ?? null);
    const closes = endedAt === null ? now : Math.min(now, endedAt + ROLLOUT_WATCH_MS);
    const tasks = await this.rollouts.tasks(rollout, closes);
    const split = splitRollout({
      deployment: rollout.native_id,
      createdAt: rollout.created_at.getTime(),
      endedAt,
      tasks: tasks.map(toTask),
      now,
    });
    const [levels, read, use, metrics] = await Promise.all([
      this.rollouts.levels(rollout, split),
      this.rollouts.logWasRead(rollout.service_id, split),
      this.rollouts.use(rollout, split),
      this.readStretches.run(ctx, rollout.service_id, rollout.created_at.getTime(), split),
    ]);
    return answer(split, { levels: read ? levels : null, use }, metrics, endedAt);
  }
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

function toTask(row: TaskRow): RolloutTask {
  const ms = (at: Date | null): number | null => at?.getTime() ?? null;
  return {
    startedBy: row.started_by,
    revision: row.revision,
    cause: row.cause === null ? null : StopCause.parse(row.cause),
    abnormal: row.abnormal,
    times: {
      createdAt: row.created_at.getTime(),
      connectivityAt: ms(row.connectivity_at),
      pullStartedAt: ms(row.pull_started_at),
      pullStoppedAt: ms(row.pull_stopped_at),
      startedAt: ms(row.started_at),
      stoppingAt: ms(row.stopping_at),
      executionStoppedAt: ms(row.execution_stopped_at),
      stoppedAt: ms(row.stopped_at),
    },
  };
}

function answer(
  split: RolloutSplit,
  rows: { levels: readonly LevelRow[] | null; use: readonly UseRow[] },
  metrics: RolloutComparison['metrics'],
  endedAt: number | null,
): RolloutComparison {
  const levels = { old: levelsOf(rows.levels, false), fresh: levelsOf(rows.levels, true) };
  const useOf = (isNew: boolean): RolloutSide['use'] => {
    const found = rows.use.find((row) => row.is_new === isNew);
    return found ? { cpu: found.cpu, memory: found.memory, minutes: found.minutes } : null;
  };
  const findings = rankFindings([
    compareStops(split.old, split.fresh),
    compareStartup(split.old.startup.seconds, split.fresh.startup.seconds),
    compareErrors(errorsOf(levels.old, split.old), errorsOf(levels.fresh, split.fresh)),
  ]);
  const iso = (at: number): string => new Date(at).toISOString();
  return {
    state: split.state,
    from: iso(split.from),
    to: iso(split.to),
    finalAt: endedAt === null ? null : iso(endedAt + ROLLOUT_WATCH_MS),
    mixed: split.mixed && {
      from: iso(split.mixed.from),
      to: split.mixed.to === null ? null : iso(split.mixed.to),
    },
    verdict: overallVerdict(findings),
    // What is worse is all said; else the first finding stands for the rest.
    sentence: joined(findings.filter(({ verdict }, i) => verdict === 'worse' || i === 0)),
    findings: findings.map(({ what, verdict, message }) => ({ what, verdict, text: renderBoth(message) })),
    old: sideOf(split.old, levels.old, useOf(false)),
    new: sideOf(split.fresh, levels.fresh, useOf(true)),
    metrics,
  };
}

function joined(findings: readonly { message: Parameters<typeof renderBoth>[0] }[]): {
  en: string;
  ko: string;
} {
  const texts = findings.map(({ message }) => renderBoth(message));
  return { en: texts.map(({ en }) => en).join(' '), ko: texts.map(({ ko }) => ko).join(' ') };
}

function errorsOf(levels: Levels | null, { taskMinutes }: Side) {
  return levels && { errors: levels.fatal + levels.error, taskMinutes };
}

function sideOf({ startup, ...side }: Side, levels: Levels | null, use: RolloutSide['use']): RolloutSide {
  const { seconds, phases } = startup;
  return {
    ...side,
    levels,
    use,
    startup:
      seconds.length === 0
        ? null
        : {
            count: seconds.length,
            p50: quantileOfSorted(seconds, 0.5),
            p90: quantileOfSorted(seconds, 0.9),
            phases,
          },
  };
}
