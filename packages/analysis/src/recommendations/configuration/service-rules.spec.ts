import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderBoth } from '../../message/render.js';
import type { Recommendation, Verdict } from '../recommendation.js';
import { evaluateHealthCheck, type HealthCheckFacts } from './health-check-mismatch.js';
import { evaluateLogDriver, type LogDriverFacts } from './log-driver-missing.js';
import { evaluateSecurityGroup, type InboundRule } from './open-security-group.js';
import { evaluateServiceZones, type ServiceZoneFacts } from './single-az.js';
import { evaluateSpotBase, type SpotFacts } from './spot-without-base.js';

const NOW = Date.UTC(2026, 10, 23, 5, 30);
const region = 'ap-northeast-2';

const outcome = (verdict: Verdict): string => (verdict.kind === 'change' ? 'change' : verdict.reason.key);
function changeOf(verdict: Verdict): Recommendation {
  if (verdict.kind !== 'change') throw new Error(renderBoth(verdict.reason).en);
  return verdict.recommendation;
}
/** Both languages of title and summary, which must have a word for everything. */
const words = (verdict: Verdict): string => {
  const { title, summary } = changeOf(verdict);
  return [title, summary].flatMap((message) => Object.values(renderBoth(message))).join('\n');
};

describe('a service in one zone', () => {
  const service = (facts: Partial<ServiceZoneFacts> = {}): Verdict =>
    evaluateServiceZones({
      serviceName: 'checkout-api',
      clusterName: 'prod-kr',
      region,
      environment: 'prod',
      desired: 4,
      subnets: [
        { id: 'subnet-a', zone: 'ap-northeast-2a' },
        { id: 'subnet-b', zone: 'ap-northeast-2a' },
      ],
      elsewhere: [
        { id: 'subnet-c', zone: 'ap-northeast-2c' },
        { id: 'subnet-d', zone: 'ap-northeast-2c' },
      ],
      securityGroups: ['sg-1'],
      assignPublicIp: 'DISABLED',
      at: NOW,
      ...facts,
    });

  it('is to use a subnet of each other zone, with everything else as it is', () => {
    const got = changeOf(service());
    expect(got.proposed).toEqual({ zones: 'ap-northeast-2a, ap-northeast-2c', subnets: 3 });
    const text = got.change[0]?.text ?? '';
    expect(text).toContain('"subnets":["subnet-a","subnet-b","subnet-c"]');
    expect(text).toContain('"securityGroups":["sg-1"],"assignPublicIp":"DISABLED"');
    expect(words(service())).not.toMatch(/unknown|알 수 없음/);
  });

  it.each<[string, Partial<ServiceZoneFacts>, string]>([
    [
      'spread',
      {
        subnets: [
          { id: 'a', zone: 'x' },
          { id: 'b', zone: 'y' },
        ],
      },
      'keep.several_zones',
    ],
    ['not production', { environment: 'stage' }, 'keep.not_production'],
    ['asleep', { desired: 0 }, 'keep.not_running'],
    [
      'with a subnet unread',
      {
        subnets: [
          { id: 'a', zone: 'x' },
          { id: 'b', zone: null },
        ],
      },
      'refuse.subnets',
    ],
    ['without awsvpc', { subnets: [] }, 'refuse.subnets'],
  ])('is left alone when %s', (_when, facts, reason) => {
    expect(outcome(service(facts))).toBe(reason);
  });
});

describe('a service on Spot', () => {
  const item = (capacityProvider: string, base: number, weight: number) => ({
    capacityProvider,
    base,
    weight,
    spot: capacityProvider.includes('SPOT'),
  });
  const service = (facts: Partial<SpotFacts> = {}): Verdict =>
    evaluateSpotBase({
      serviceName: 'thumbnailer',
      clusterName: 'prod-kr',
      region,
      desired: 3,
      strategy: [item('FARGATE_SPOT', 0, 1)],
      onDemand: 'FARGATE',
      at: NOW,
      ...facts,
    });

  it('is to keep one task on demand, and takes the strategy by a new deployment', () => {
    const text = changeOf(service()).change[0]?.text ?? '';
    expect(text).toContain('[{"capacityProvider":"FARGATE","base":1,"weight":0}');
    expect(text).toMatch(/--force-new-deployment$/);
  });

  it('is told so without a command where the cluster has nothing on demand', () => {
    expect(changeOf(service({ onDemand: null })).change).toEqual([]);
  });

  it.each<[string, Partial<SpotFacts>, string]>([
    [
      'with a base on demand',
      { strategy: [item('FARGATE', 1, 0), item('FARGATE_SPOT', 0, 1)] },
      'keep.spot_base',
    ],
    ['weighted', { strategy: [item('FARGATE', 0, 1), item('FARGATE_SPOT', 0, 3)] }, 'keep.spot_base'],
    [
      'of one task, weighted',
      { desired: 1, strategy: [item('FARGATE', 0, 1), item('FARGATE_SPOT', 0, 3)] },
      'change',
    ],
    ['with a base on Spot alone', { strategy: [item('FARGATE_SPOT', 2, 1)] }, 'change'],
    ['on demand', { strategy: [item('FARGATE', 0, 1)] }, 'keep.no_spot'],
    ['asleep', { desired: 0 }, 'keep.not_running'],
  ])('%s is judged', (_how, facts, expected) => {
    expect(outcome(service(facts))).toBe(expected);
  });
});

describe('a health check', () => {
  const check = (facts: Partial<HealthCheckFacts> = {}): Verdict =>
    evaluateHealthCheck({
      serviceName: 'search-api',
      region,
      targetGroupName: 'search-api',
      targetGroupArn: 'arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/search-api/0a1b',
      containerPort: 8080,
      checkPort: 'traffic-port',
      checkPath: '/healthz',
      containerCommand: ['CMD-SHELL', 'curl -f http://localhost:8080/healthz || exit 1'],
      at: NOW,
      ...facts,
    });

  it('on another port than the container listens on is set to the port of the traffic', () => {
    const got = changeOf(check({ checkPort: '9000' }));
    expect(got.current).toEqual({ checkPort: '9000' });
    expect(got.change[0]?.text).toContain('--health-check-port traffic-port');
    expect(words(check({ checkPort: '9000' }))).toContain('9000');
  });

  it('on another path than the container checks itself is said, less surely', () => {
    const got = changeOf(check({ checkPath: '/' }));
    expect(got).toMatchObject({ proposed: { checkPath: '/healthz' }, confidence: 'medium' });
  });

  it.each<[string, Partial<HealthCheckFacts>]>([
    ['the same', {}],
    ['the same port by number', { checkPort: '8080' }],
    ['without a check of the container', { containerCommand: null, checkPath: '/' }],
    ['beside a check of another port', { containerCommand: ['CMD', 'curl http://127.0.0.1:9090/x'] }],
    ['of TCP', { checkPath: null }],
    ['of a container without a port', { containerPort: null, checkPort: '9000', containerCommand: null }],
  ])('%s is left alone', (_how, facts) => {
    expect(outcome(check(facts))).toBe('keep.health_equal');
  });
});

describe('a task definition without logs', () => {
  const container = (name: string, logDriver: string | null, essential = true) => ({
    name,
    logDriver,
    essential,
  });
  const service = (facts: Partial<LogDriverFacts> = {}): Verdict =>
    evaluateLogDriver({
      serviceName: 'mailer',
      region,
      family: 'mailer',
      desired: 1,
      containers: [container('app', null), container('proxy', 'awslogs')],
      at: NOW,
      ...facts,
    });

  it('is to get the awslogs driver, and the silent container is named', () => {
    expect(words(service())).toContain('app');
    expect(changeOf(service()).change[0]?.text).toContain('"awslogs-group": "/ecs/mailer"');
  });

  it.each<[Partial<LogDriverFacts>, string]>([
    [{ containers: [container('app', 'awsfirelens')] }, 'keep.logs'],
    [{ containers: [container('app', 'awslogs'), container('init', null, false)] }, 'keep.logs'],
    [{ containers: null }, 'refuse.definition'],
    [{ desired: 0 }, 'keep.not_running'],
  ])('%j is judged', (facts, expected) => {
    expect(outcome(service(facts))).toBe(expected);
  });
});

describe('a security group', () => {
  const rule = (part: Partial<InboundRule> = {}): InboundRule => ({
    protocol: 'tcp',
    fromPort: 22,
    toPort: 22,
    peer: '0.0.0.0/0',
    open: true,
    ...part,
  });
  const group = (inbound: InboundRule[], usedBy = 2): Verdict =>
    evaluateSecurityGroup({ groupId: 'sg-1', name: 'bastion', region, inbound, usedBy, at: NOW });

  it('that lets the internet in on a sensitive port is named with the ports and the rule to revoke', () => {
    const got = changeOf(group([rule(), rule({ peer: '::/0' }), rule({ fromPort: 443, toPort: 443 })]));
    expect(got.current).toEqual({ open: '22/tcp' });
    const commands = (got.change[0]?.text ?? '').split('aws ec2').slice(1);
    expect(commands).toHaveLength(2);
    expect(commands[1]).toContain('"CidrIpv6":"::/0"');
  });

  it.each<[string, InboundRule, string]>([
    ['all traffic', rule({ protocol: 'all', fromPort: null, toPort: null }), 'change'],
    ['every port of a protocol', rule({ fromPort: 0, toPort: 65_535 }), 'change'],
    ['a range around one', rule({ fromPort: 5000, toPort: 6000 }), 'change'],
    ['a web port', rule({ fromPort: 443, toPort: 443 }), 'keep.closed'],
    ['ICMP', rule({ protocol: 'icmp', fromPort: -1, toPort: -1 }), 'keep.closed'],
    ['one network', rule({ peer: '10.0.0.0/8', open: false }), 'keep.closed'],
  ])('open to %s is judged', (_what, inbound, expected) => {
    expect(outcome(group([inbound]))).toBe(expected);
  });

  it('is never found open through rules that are not', () => {
    const port = fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: null });
    const closed = fc.record({
      protocol: fc.constantFrom('tcp', 'udp', 'icmp', 'all'),
      fromPort: port,
      toPort: port,
      peer: fc.string(),
      open: fc.constant(false),
    });
    fc.assert(
      fc.property(fc.array(closed), (inbound) => expect(outcome(group(inbound))).toBe('keep.closed')),
    );
  });
});
