import { describe, expect, it } from '@jest/globals';
import { sortMessages } from './sort-messages.js';
import { timelineFacts } from './timeline-facts.js';

const CLUSTER = 'arn:aws:ecs:ap-northeast-2:111122223333:cluster/prod';
const SERVICE = 'arn:aws:ecs:ap-northeast-2:111122223333:service/prod/checkout-api';
const TASK = 'arn:aws:ecs:ap-northeast-2:111122223333:task/prod/0123456789abcdef0123456789abcdef';
let number = 0;

function body(type: string, detail: Record<string, unknown>, resources: string[] = []): string {
  number += 1;
  return JSON.stringify({
    version: '0',
    id: `event-${number}`,
    'detail-type': type,
    source: 'aws.ecs',
    account: '111122223333',
    time: '2026-11-23T05:30:20Z',
    region: 'ap-northeast-2',
    resources,
    detail,
  });
}
const task = {
  taskArn: TASK,
  clusterArn: CLUSTER,
  taskDefinitionArn: 'arn:aws:ecs:ap-northeast-2:111122223333:task-definition/checkout-api:7',
  lastStatus: 'RUNNING',
  desiredStatus: 'RUNNING',
  version: 5,
  createdAt: '2026-11-23T05:29:01.123Z',
  startedAt: '2026-11-23T05:30:19.456Z',
  updatedAt: '2026-11-23T05:30:19.456Z',
  containers: [{ name: 'app', lastStatus: 'RUNNING' }],
  overrides: { containerOverrides: [{ environment: [{ name: 'KEY', value: 'PLANTED' }] }] },
};
const sort = (...bodies: string[]) => sortMessages(bodies.map((text) => ({ body: text })));
const factsOf = (text: string) => sort(text).events.flatMap(timelineFacts);

describe('messages of a queue', () => {
  it('give each event once, with the moments of a task to the millisecond and without its overrides', () => {
    const told = body('ECS Task State Change', task, [TASK]);
    const { events, copies } = sort(told, told);
    expect(copies).toBe(1);
    expect(events).toMatchObject([
      {
        changedAt: Date.parse('2026-11-23T05:30:19.456Z'),
        task: { version: 5, createdAt: Date.parse('2026-11-23T05:29:01.123Z'), stoppedAt: null },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('PLANTED');
  });

  it('count what is no event and what we do not know, and go on', () => {
    const { version: _, ...unversioned } = task;
    const { events, malformed, ignored, problem } = sort(
      '{"version":"0","id":',
      '[]',
      JSON.stringify({ hello: 'queue' }),
      body('ECS Task State Change', unversioned),
      body('ECS Task State Change', { ...task, stoppedAt: 'yesterday' }),
      body('ECS Lifecycle Hook State Change', {}),
      body('ECS Task State Change', task, [TASK]),
    );
    expect([events.length, malformed, ignored]).toEqual([1, 5, 1]);
    expect(problem).toMatch(/^ECS Task State Change: detail\.stoppedAt: /);
    expect(problem).not.toContain('yesterday');
  });

  it('add to the timeline what sweeps give the same id, and what only an event tells', () => {
    const failed = { eventType: 'ERROR', eventName: 'SERVICE_DEPLOYMENT_FAILED', deploymentId: 'ecs-svc/12' };
    const rollout = { ...failed, updatedAt: '2026-11-23T05:30:20.000Z', reason: 'circuit breaker' };
    expect(factsOf(body('ECS Deployment State Change', rollout, [SERVICE]))).toMatchObject([
      { id: 'ecs-svc/12:failed', type: 'deployment_failed', severity: 'critical' },
    ]);
    const spot = { 'instance-id': 'i-0123456789abcdef0', 'instance-action': 'terminate' };
    expect(factsOf(body('EC2 Spot Instance Interruption Warning', spot))).toMatchObject([
      { kind: 'ec2', type: 'spot_warning', severity: 'warning' },
    ]);
    const state = { value: 'ALARM', reason: 'Threshold Crossed', timestamp: '2026-11-23T05:30:18.987+0000' };
    expect(
      factsOf(body('CloudWatch Alarm State Change', { alarmName: 'cpu', state }, ['arn:alarm'])),
    ).toMatchObject([{ id: `alarm-${Date.parse('2026-11-23T05:30:18.987Z')}`, type: 'alarm_raised' }]);
    const steady = { eventType: 'INFO', eventName: 'SERVICE_STEADY_STATE', clusterArn: CLUSTER };
    expect(factsOf(body('ECS Service Action', steady, [SERVICE]))).toEqual([]);
    const config = { eventType: 'ERROR', eventName: 'SERVICE_TASK_CONFIGURATION_FAILURE', reason: 'ROLE' };
    expect(factsOf(body('ECS Service Action', config, [SERVICE]))).toMatchObject([
      { kind: 'service_event', severity: 'critical', message: 'SERVICE_TASK_CONFIGURATION_FAILURE: ROLE' },
    ]);
  });
});
