import { awsCommand } from '../command.js';
import type { Verdict } from '../recommendation.js';
import { sayRule } from './configuration-texts.js';
import { configurationChange, keep, refuse } from './finding.js';
import type { InboundRule } from './open-security-group.js';

export interface PublicDatabaseFacts {
  name: string;
  region: string;
  publiclyAccessible: boolean;
  endpoint: string | null;
  port: number | null;
  /** Inbound rules of its security groups; null where one could not be read. */
  inbound: readonly InboundRule[] | null;
  at: number;
}

/** Whether a database has an address on the internet. */
export function evaluatePublicDatabase(facts: PublicDatabaseFacts): Verdict {
  if (!facts.publiclyAccessible) return keep(sayRule('keep.private'));
  const { port, inbound } = facts;
  const open = inbound?.some((rule) => rule.open && reaches(rule, port)) ?? null;
  const summary =
    open === null ? 'public.summary.unknown' : open ? 'public.summary.open' : 'public.summary.closed';
  return configurationChange({
    rule: 'public_database',
    title: sayRule('public.title', { name: facts.name }),
    summary: sayRule(summary, { port: port === null ? null : String(port) }),
    current: { publiclyAccessible: true },
    proposed: { publiclyAccessible: false },
    // Whoever reaches it from outside today loses it.
    risk: 'medium',
    change: [
      {
        label: 'AWS CLI',
        text: `${modify(facts)} \\\n  --no-publicly-accessible`,
      },
      { label: 'Terraform', text: 'publicly_accessible = false' },
    ],
    facts: [{ label: sayRule('fact.endpoint'), value: facts.endpoint ?? '–' }],
    at: facts.at,
  });
}

function reaches({ protocol, fromPort, toPort }: InboundRule, port: number | null): boolean {
  if (protocol !== 'all' && protocol !== 'tcp') return false;
  if (fromPort === null || toPort === null || port === null) return true;
  return fromPort <= port && port <= toPort;
}

export interface BackupFacts {
  name: string;
  region: string;
  retentionDays: number | null;
  isReplica: boolean;
  isClusterMember: boolean;
  at: number;
}

/** Days that a first retention is set to; RDS's own default for databases made in its console. */
const RETENTION_DAYS = 7;

/** Whether nothing of a database can be restored. A replica's source and a cluster keep their own backups. */
export function evaluateBackups(facts: BackupFacts): Verdict {
  if (facts.isReplica) return keep(sayRule('keep.replica'));
  if (facts.isClusterMember) return keep(sayRule('keep.cluster_member'));
  if (facts.retentionDays === null) return refuse(sayRule('refuse.backups'));
  if (facts.retentionDays > 0) return keep(sayRule('keep.backups', { days: facts.retentionDays }));
  return configurationChange({
    rule: 'backups_off',
    title: sayRule('backups.title', { name: facts.name }),
    summary: sayRule('backups.summary'),
    current: { backupRetentionDays: 0 },
    proposed: { backupRetentionDays: RETENTION_DAYS },
    risk: 'low',
    change: [
      { label: 'AWS CLI', text: `${modify(facts)} \\\n  --backup-retention-period ${RETENTION_DAYS}` },
      { label: 'Terraform', text: `backup_retention_period = ${RETENTION_DAYS}` },
    ],
    facts: [{ label: sayRule('fact.retention'), value: '0' }],
    at: facts.at,
  });
}

function modify({ region, name }: { region: string; name: string }): string {
  return awsCommand('rds modify-db-instance', { region, 'db-instance-identifier': name });
}
