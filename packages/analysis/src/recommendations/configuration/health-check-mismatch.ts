import { awsCommand } from '../command.js';
import type { Verdict } from '../recommendation.js';
import { sayRule } from './configuration-texts.js';
import { configurationChange, keep } from './finding.js';

export interface HealthCheckFacts {
  serviceName: string;
  region: string;
  targetGroupName: string;
  targetGroupArn: string;
  /** The port with which tasks are registered. */
  containerPort: number | null;
  /** `traffic-port` or a number, as the target group has it. */
  checkPort: string | null;
  checkPath: string | null;
  /** Command of the container's own health check; null where it has none. */
  containerCommand: readonly string[] | null;
  at: number;
}

/** Whether the load balancer checks another port or path than the container itself has. */
export function evaluateHealthCheck(facts: HealthCheckFacts): Verdict {
  const { containerPort, checkPort, checkPath } = facts;
  const own = ownCheck(facts.containerCommand);
  const port = checkPort !== null && /^\d+$/.test(checkPort) ? Number(checkPort) : null;
  const known = [
    { label: sayRule('fact.health_check'), value: `${checkPort ?? '–'} ${checkPath ?? ''}`.trim() },
    { label: sayRule('fact.container_port'), value: containerPort === null ? '–' : String(containerPort) },
    { label: sayRule('fact.container_check'), value: own === null ? '–' : own.shown },
  ];
  const names = { group: facts.targetGroupName, service: facts.serviceName };
  if (port !== null && containerPort !== null && port !== containerPort) {
    const params = { ...names, port: String(port), container: String(containerPort) };
    return configurationChange({
      rule: 'health_check_mismatch',
      title: sayRule('health.port.title', params),
      summary: sayRule('health.port.summary', params),
      current: { checkPort: String(port) },
      proposed: { checkPort: 'traffic-port' },
      risk: 'medium',
      change: [
        { label: 'AWS CLI', text: modify(facts, { 'health-check-port': 'traffic-port' }) },
        { label: 'Terraform', text: 'health_check {\n  port = "traffic-port"\n}' },
      ],
      facts: known,
      at: facts.at,
    });
  }
  const other = own?.path ?? null;
  if (other !== null && checkPath !== null && own?.port === containerPort && other !== checkPath) {
    const params = { ...names, path: checkPath, container: other };
    return configurationChange({
      rule: 'health_check_mismatch',
      title: sayRule('health.path.title', params),
      summary: sayRule('health.path.summary', params),
      current: { checkPath },
      proposed: { checkPath: other },
      risk: 'medium',
      confidence: 'medium',
      change: [{ label: 'AWS CLI', text: modify(facts, { 'health-check-path': other }) }],
      facts: known,
      at: facts.at,
    });
  }
  return keep(sayRule('keep.health_equal'));
}

function modify({ region, targetGroupArn }: HealthCheckFacts, change: Record<string, string>): string {
  return awsCommand('elbv2 modify-target-group', { region, 'target-group-arn': targetGroupArn, ...change });
}

/** Port and path that a container's own check asks over HTTP on its own address; null where it does otherwise. */
function ownCheck(command: readonly string[] | null): { port: number; path: string; shown: string } | null {
  const text = command?.join(' ') ?? '';
  const found = /https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?(\/[^\s"'|&;]*)?/.exec(text);
  if (found === null) return null;
  const port = Number(found[1] ?? 80);
  const path = found[2] ?? '/';
  return { port, path, shown: `${port} ${path}` };
}
