/** What a target group asks of its targets. */
export interface HealthCheckAsked {
  protocol: string | null;
  /** `traffic-port` or a number. */
  port: string | null;
  path: string | null;
}

/** What the container behind it offers; null: not known. */
export interface CheckedContainer {
  /** The port that the service registers. */
  port: number | null;
  /** Every port that it maps, of the container and of the host. */
  mappedPorts: readonly number[] | null;
  /** Its own health check, as the task definition has it. */
  command: readonly string[] | null;
}

export interface HealthCheckMismatch {
  what: 'port' | 'path';
  asked: string;
  container: string;
}

/**
 * Where the load balancer's health check asks something else than the container serves: a port that the container does
 * not map, or another path than the container's own check asks on the same port. Such a check passes or fails of
 * something that gets no requests.
 * @returns null where the container's port is not known
 */
export function healthCheckMismatches(
  asked: HealthCheckAsked,
  container: CheckedContainer,
): HealthCheckMismatch[] | null {
  if (container.port === null) return null;
  return [
    ...portMismatch(asked, container, container.port),
    ...pathMismatch(asked, container, container.port),
  ];
}

function portMismatch(
  { port }: HealthCheckAsked,
  { mappedPorts }: CheckedContainer,
  registered: number,
): HealthCheckMismatch[] {
  const number = Number(port);
  if (port === null || !Number.isInteger(number) || number === registered) return [];
  if (mappedPorts?.includes(number)) return [];
  return [{ what: 'port', asked: port, container: String(registered) }];
}

function pathMismatch(
  { protocol, port, path }: HealthCheckAsked,
  { command }: CheckedContainer,
  registered: number,
): HealthCheckMismatch[] {
  const own = addressOf(command);
  const sameTarget = port === 'traffic-port' || port === String(registered);
  if (own === null || path === null || !/^HTTPS?$/.test(protocol ?? '') || !sameTarget) return [];
  if (own.port !== registered || own.path === withoutQuery(path)) return [];
  return [{ what: 'path', asked: path, container: own.path }];
}

/** Port and path of the first address in a command such as `curl -f http://localhost:8080/healthz || exit 1`. */
function addressOf(command: readonly string[] | null): { port: number; path: string } | null {
  const found = /\bhttps?:\/\/[^\s'"|;&)]+/.exec((command ?? []).join(' '))?.[0];
  if (found === undefined || !URL.canParse(found)) return null;
  const url = new URL(found);
  const usual = url.protocol === 'https:' ? 443 : 80;
  return { port: url.port === '' ? usual : Number(url.port), path: url.pathname };
}

function withoutQuery(path: string): string {
  return path.split('?')[0] ?? path;
}
