import { EVENT_CLASSES } from './event-classes.js';
import { EVENT_ROWS } from './event-rows.js';
import { placementType } from './placement-reason.js';
import type { ServiceEvent, ServiceEventParams, ServiceEventType } from './service-event.js';

/** AWS's messages have a few hundred characters; what is longer is not read further, so that no text is slow. */
const READ_CHARACTERS = 8_000;

/** `(service A)`, `(service A, taskSet T)` as the API says it, `service A`, `service (A)`, `service [A](link)` as consoles do. */
const PREFIX =
  /^(?:\(service (?<service>[^,)]+)(?:,\s*taskSet (?<taskSet>[^)]+))?\)|service(?: \((?<bracketed>[^)]+)\)| \[(?<linked>[^\]]+)\](?:\([^)]*\))?| (?!(?:is|has|was|operations|task)\s)(?<plain>\S+))?)\s+/i;
/** The name alone before the verb, as AWS writes it of zone rebalancing. */
const NAME = /^(?<service>[\w-]{1,255}) (?=(?:has|is|was) )/i;
/** What the sentence is about, before its verb: `(task T) (instance I) (port P)`, `(deployment D)`, `task set (T)`. */
const SUBJECT =
  /^(?:\((?:task|instance|port|deployment|taskSet|container-instance)\s[^)]*\)|task ?set \([^)]*\)|deployment \S+(?= deployment ))\s*/i;
const CLOSEST =
  /closest matching \(?container-instance (?:\[(?<linked>[^\]]*)\](?:\([^)]*\))?|(?!(?:is|has|encountered)\s)(?<id>[^\s)]+))?\)?\s*(?<reason>[^.]+)/i;

/** Reads a service event's message; a text that is not in the catalogue gives type `other`, class `info`. */
export function parseServiceEvent(message: string): ServiceEvent {
  const text = message.slice(0, READ_CHARACTERS);
  const prefix = PREFIX.exec(text) ?? NAME.exec(text);
  const body = prefix ? text.slice(prefix[0].length) : text;
  const sentence = withoutSubjects(body);
  for (const [rowType, pattern] of EVENT_ROWS) {
    const match = pattern.exec(sentence);
    if (!match) continue;
    const params = paramsOf(body, prefix?.groups, match.groups);
    const type = rowType ?? placementType(params.reason);
    return { type, class: EVENT_CLASSES[type], params };
  }
  const type: ServiceEventType = 'other';
  return { type, class: EVENT_CLASSES[type], params: paramsOf(body, prefix?.groups) };
}

function withoutSubjects(body: string): string {
  let rest = body;
  for (let subject = SUBJECT.exec(rest); subject; subject = SUBJECT.exec(rest)) {
    rest = rest.slice(subject[0].length);
  }
  return rest;
}

type Groups = Record<string, string | undefined>;

function paramsOf(body: string, prefix: Groups = {}, found: Groups = {}): ServiceEventParams {
  const one = (pattern: RegExp): string | null => pattern.exec(body)?.[1] ?? null;
  const closest = CLOSEST.exec(body)?.groups ?? {};
  return {
    service: prefix['service'] ?? prefix['bracketed'] ?? prefix['linked'] ?? prefix['plain'] ?? null,
    taskSet: prefix['taskSet'] ?? one(/task ?set \(?(ecs-svc\/\d+|[^)\s]+)\)?/i),
    taskIds: [...body.matchAll(/\(task ([\w-]+)\)|\btask ([0-9a-f]{32})\b/gi)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
    targetGroupArn: one(/target-group \(?(arn:[^)\s]+)\)?/i),
    loadBalancer: one(/\(elb ([^)]+)\)/i),
    deploymentId: one(/deployment (?:Id )?(ecs-svc\/\d+)/i),
    instanceId: one(/\(instance (i-[0-9a-f]+)\)/i),
    containerInstance: closest['linked'] ?? closest['id'] ?? null,
    port: numberOf(one(/\(port (\d+)\)/i)),
    count: numberOf(found['count']),
    reason: reasonOf(found['reason'] ?? closest['reason']),
  };
}

/** Null for a word that is no number: consoles cut texts, documentation has placeholders. */
function numberOf(text: string | null | undefined): number | null {
  return text && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** AWS's reason without the brackets it stands in, its last stop and the pointer to the documentation. */
function reasonOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const said = text.split(/\s*For more information, see /i)[0]?.trim() ?? '';
  const inner = /^\(reason (?<inner>.*?)\)?\.?$/is.exec(said)?.groups?.['inner'] ?? said;
  return inner === '' ? null : inner;
}
