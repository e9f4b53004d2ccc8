/** What a security group's rule says, as far as its openness goes. */
export interface OpenRule {
  /** tcp, udp, icmp, …, or all. */
  protocol: string;
  /** Null: every port. For icmp these are type and code. */
  fromPort: number | null;
  toPort: number | null;
  /** Whether the peer is the whole internet. */
  open: boolean;
}

/**
 * Ports that nobody should reach from the whole internet: remote access, databases, caches, search, the Docker API.
 * The same as Trusted Advisor's "Security Groups - Specific Ports Unrestricted", and 2375 and 9200.
 */
export const SENSITIVE_PORTS: Readonly<Record<number, string>> = {
  22: 'SSH',
  1433: 'SQL Server',
  2375: 'Docker',
  3306: 'MySQL',
  3389: 'RDP',
  5432: 'PostgreSQL',
  6379: 'Redis',
  9200: 'Elasticsearch',
  27017: 'MongoDB',
};

/** Sensitive ports that some rule opens to the whole internet, in ascending order. */
export function openSensitivePorts(rules: readonly OpenRule[]): number[] {
  const open = rules.filter((rule) => rule.open);
  return Object.keys(SENSITIVE_PORTS)
    .map(Number)
    .filter((port) => open.some((rule) => admits(rule, port)))
    .sort((a, b) => a - b);
}

/** Whether a rule opens every port of every protocol to the whole internet. */
export function opensEverything(rules: readonly OpenRule[]): boolean {
  return rules.some(({ open, protocol }) => open && protocol === 'all');
}

function admits({ protocol, fromPort, toPort }: OpenRule, port: number): boolean {
  if (protocol === 'all') return true;
  if (protocol !== 'tcp' && protocol !== 'udp') return false;
  if (fromPort === null) return true;
  return fromPort <= port && port <= (toPort ?? fromPort);
}
