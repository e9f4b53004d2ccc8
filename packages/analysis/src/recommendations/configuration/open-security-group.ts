import { awsCommand } from '../command.js';
import type { Verdict } from '../recommendation.js';
import { sayRule } from './configuration-texts.js';
import { configurationChange, keep } from './finding.js';

export interface InboundRule {
  /** tcp, udp, icmp, or all. */
  protocol: string;
  /** Null: every port. */
  fromPort: number | null;
  toPort: number | null;
  peer: string;
  open: boolean;
}

export interface SecurityGroupFacts {
  groupId: string;
  name: string;
  region: string;
  inbound: readonly InboundRule[];
  usedBy: number;
  at: number;
}

/** Ports for administration and data; a web server's are meant to be open. */
const SENSITIVE: readonly number[] = [22, 3389, 1433, 2375, 3306, 5432, 6379, 9200, 27017];

/** Open rules of a group that reach a sensitive port. */
export function sensitiveOpenings(inbound: readonly InboundRule[]): InboundRule[] {
  return inbound.filter((rule) => rule.open && portsOf(rule).length > 0);
}

function portsOf({ protocol, fromPort, toPort }: InboundRule): number[] {
  if (protocol === 'icmp' || protocol === 'icmpv6') return [];
  if (protocol === 'all' || fromPort === null || toPort === null) return [...SENSITIVE];
  return SENSITIVE.filter((port) => fromPort <= port && port <= toPort);
}

/** Whether the whole internet may reach a port that is not meant for it. */
export function evaluateSecurityGroup(facts: SecurityGroupFacts): Verdict {
  const open = sensitiveOpenings(facts.inbound);
  if (open.length === 0) return keep(sayRule('keep.closed'));
  const ports = [...new Set(open.map(wordsOf))].join(', ');
  return configurationChange({
    rule: 'security_group_open',
    title: sayRule('open.title', { group: facts.name, ports }),
    summary: sayRule(facts.usedBy === 0 ? 'open.summary.unused' : 'open.summary', { count: facts.usedBy }),
    current: { open: ports },
    proposed: { open: null },
    risk: facts.usedBy === 0 ? 'low' : 'medium',
    change: [{ label: 'AWS CLI', text: open.map((rule) => revoke(facts, rule)).join('\n') }],
    facts: [
      {
        label: sayRule('fact.open_rules'),
        value: open.map((rule) => `${wordsOf(rule)} ${rule.peer}`).join(', '),
      },
      { label: sayRule('fact.used_by'), value: String(facts.usedBy) },
    ],
    at: facts.at,
  });
}

function wordsOf({ protocol, fromPort, toPort }: InboundRule): string {
  if (protocol === 'all') return 'all';
  if (fromPort === null || toPort === null) return `all/${protocol}`;
  return fromPort === toPort ? `${fromPort}/${protocol}` : `${fromPort}-${toPort}/${protocol}`;
}

function revoke({ groupId, region }: SecurityGroupFacts, rule: InboundRule): string {
  const ports =
    rule.protocol === 'all' || rule.fromPort === null ? {} : { FromPort: rule.fromPort, ToPort: rule.toPort };
  const range = rule.peer.includes(':')
    ? { Ipv6Ranges: [{ CidrIpv6: rule.peer }] }
    : { IpRanges: [{ CidrIp: rule.peer }] };
  const permission = { IpProtocol: rule.protocol === 'all' ? '-1' : rule.protocol, ...ports, ...range };
  return awsCommand('ec2 revoke-security-group-ingress', {
    region,
    'group-id': groupId,
    'ip-permissions': JSON.stringify([permission]),
  });
}
