import type { Message } from '../../message/message.js';
import { awsCommand, shellArgument } from '../command.js';
import type { Recommendation } from '../recommendation.js';
import { say } from '../recommendation-texts.js';
import { savingNote } from '../saving-note.js';
import type { SizeDecision } from './decision.js';
import type { FargateTaskSizeFacts } from './facts.js';
import { monthlySaving } from './saving.js';

/** Puts a decision about a task's size into the shape of every recommendation. */
export function presentTaskSize(facts: FargateTaskSizeFacts, decision: SizeDecision): Recommendation {
  const { current } = facts;
  const { proposed, larger, need, full } = decision;
  const to = facts.from + facts.cpuAverage.length * facts.step * 1000;
  const sizes = {
    service: facts.serviceName,
    cpu: proposed.cpu,
    memory: proposed.memoryMiB,
    fromCpu: current.cpu,
    fromMemory: current.memoryMiB,
  };
  return {
    rule: 'fargate_task_size',
    title: say(larger ? 'task_size.title.larger' : 'task_size.title.smaller', sizes),
    summary: summaryOf(decision),
    current: { cpu: current.cpu, memory: current.memoryMiB },
    proposed: { cpu: proposed.cpu, memory: proposed.memoryMiB },
    monthlySavingUsd: monthlySaving(facts, proposed),
    savingNote: savingNote(facts),
    risk: decision.risk,
    confidence: decision.confidence,
    confidenceReason: say(decision.confidence === 'low' ? 'confidence.few_days' : 'confidence.days', {
      days: decision.fullDays,
    }),
    change: changeOf(facts, decision),
    evidence: {
      from: facts.from,
      to,
      charts: [
        chart('CPUUtilization', 'Average', (100 * proposed.cpu) / current.cpu),
        chart('CPUUtilization', 'Maximum', (100 * proposed.cpu) / current.cpu),
        chart('MemoryUtilization', 'Maximum', (100 * proposed.memoryMiB) / current.memoryMiB),
      ],
      backtest: decision.tested && {
        days: decision.tested.days,
        overloadMinutes: decision.tested.overloadMinutes,
        worstRunMinutes: decision.tested.worstRunMinutes,
        note: say('task_size.backtest', {
          cpu: decision.tested.size.cpu,
          memory: decision.tested.size.memoryMiB,
          days: decision.tested.days,
          upper: 100 * decision.tested.overloadUpper,
        }),
      },
      facts: [
        { label: say('fact.cpu_need'), value: percent(need.cpuPercent) },
        { label: say('fact.memory_need'), value: percent(need.memoryPercent) },
        { label: say('fact.overload_replay'), value: `${full.overloadMinutes} min` },
        { label: say('fact.burst_share'), value: percent(100 * full.burstShare) },
        { label: say('fact.out_of_memory'), value: String(need.outOfMemory) },
      ],
    },
  };
}

function summaryOf({ larger, need, full }: SizeDecision): Message {
  const params = {
    cpu: need.cpuPercent,
    memory: need.memoryPercent,
    count: need.outOfMemory,
    saturated: 100 * need.saturatedShare,
    days: full.days,
    minutes: full.overloadMinutes,
  };
  if (need.outOfMemory > 0) return say('task_size.summary.out_of_memory', params);
  if (larger) return say('task_size.summary.saturated', params);
  if (need.cpuHold === 'target_tracking') return say('task_size.summary.tracked', params);
  return say('task_size.summary.unused', params);
}

function chart(
  metric: string,
  stat: string,
  threshold: number,
): Recommendation['evidence']['charts'][number] {
  return {
    title: say('chart.metric', { metric, stat }),
    metric,
    stat,
    threshold,
    thresholdLabel: say('chart.proposed_size'),
  };
}

function changeOf(facts: FargateTaskSizeFacts, { proposed }: SizeDecision): Recommendation['change'] {
  const { region, family } = facts;
  const dropped =
    'del(.taskDefinitionArn,.revision,.status,.requiresAttributes,.compatibilities,.registeredAt,.registeredBy)';
  const describe = awsCommand('ecs describe-task-definition', {
    region,
    'task-definition': family,
    query: 'taskDefinition',
  });
  const edit = `jq ${shellArgument(`.cpu="${proposed.cpu}" | .memory="${proposed.memoryMiB}" | ${dropped}`)}`;
  const register = awsCommand('ecs register-task-definition', {
    region,
    'cli-input-json': 'file://task.json',
  });
  const update = awsCommand('ecs update-service', {
    region,
    cluster: facts.clusterName,
    service: facts.serviceName,
    'task-definition': family,
  });
  return [
    { label: 'AWS CLI', text: `${describe} | ${edit} > task.json\n${register}\n${update}` },
    { label: 'Terraform', text: `cpu    = ${proposed.cpu}\nmemory = ${proposed.memoryMiB}` },
  ];
}

function percent(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} %`;
}
