import { opensEverything, openSensitivePorts, SENSITIVE_PORTS, type OpenRule } from '../network/openness.js';
import { reason } from './reason.js';
import { evaluateChecks, type StatusReason, type StatusResult } from './status.js';

export interface SubnetStatusFacts {
  freeAddresses: number;
  /** Without those that AWS keeps; 0 where it has no IPv4 addresses. */
  totalAddresses: number;
}

const FREE_SHARE = 0.1;
/** A rollout and a load balancer's growth want some; a subnet that small is measured by its half. */
const FREE_LEAST = 16;

/** Whether a subnet has room: tasks, instances and load balancers take an address each. */
export function subnetStatus(facts: SubnetStatusFacts): StatusResult {
  return evaluateChecks(facts, [fewAddresses]);
}

function fewAddresses({
  freeAddresses: free,
  totalAddresses: total,
}: SubnetStatusFacts): StatusReason | null {
  if (total <= 0) return null;
  const few = free < total * FREE_SHARE || free < Math.min(FREE_LEAST, total / 2);
  return few ? reason('addresses_low', 'warning', null, { free, total }) : null;
}

export interface SecurityGroupStatusFacts {
  inbound: readonly OpenRule[];
  /** Whether nothing at all carries it: it harms nobody until something does. */
  unused: boolean;
}

/** Whether a security group lets the whole internet in where nobody should. */
export function securityGroupStatus(facts: SecurityGroupStatusFacts): StatusResult {
  return evaluateChecks(facts, [openToTheWorld]);
}

function openToTheWorld({ inbound, unused }: SecurityGroupStatusFacts): StatusReason | null {
  const ports = openSensitivePorts(inbound);
  if (ports.length === 0) return null;
  const status = unused ? 'info' : 'warning';
  if (opensEverything(inbound)) return reason('open_entirely', status, null);
  const named = ports.map((port) => `${port} (${SENSITIVE_PORTS[port]})`).join(', ');
  return reason('open_to_world', status, null, { ports: named });
}
