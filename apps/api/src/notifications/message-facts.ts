import { Inject, Injectable } from '@nestjs/common';
import type { IncidentItem } from '@danji/shared';
import { CONFIG, type Config } from '../config/index.js';
import { LOCAL_CONTEXT } from '../http/index.js';
import { IncidentRepository, ProbableChanges, toIncident } from '../incidents/index.js';
import type { MessageFacts } from './message.js';

/** A beginning that is told only after its end, since the receiver was away or it was short, tells both at once. */
function kindOf({ state }: IncidentItem, change: string): MessageFacts['kind'] {
  if (!change.startsWith('fired')) return 'resolved';
  return state === 'open' ? 'fired' : 'passed';
}

/** What a message of an incident says, of the incident as it is when it is sent. */
@Injectable()
export class ReadMessageFacts {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly changes: ProbableChanges,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The incident as it stands; null where it is not kept any more. */
  async incident(id: string, now: number): Promise<IncidentItem | null> {
    const [row] = await this.incidents.byIds(LOCAL_CONTEXT, [id], now);
    return row === undefined ? null : toIncident(row, this.config.timezone);
  }

  async run(id: string, incident: IncidentItem, change: string): Promise<MessageFacts> {
    const kind = kindOf(incident, change);
    const [replaces, [first]] = await Promise.all([
      this.incidents.takenOver(incident.id),
      kind === 'resolved' ? [] : this.probable(incident),
    ]);
    return {
      id,
      kind,
      incidentId: incident.id,
      replaces,
      severity: incident.severity,
      environment: incident.environment,
      team: incident.team,
      subject: [incident.subject.parentName, incident.subject.name].filter(Boolean).join(' / '),
      title: incident.title,
      symptom: incident.symptom,
      since: incident.beganAt,
      owner: incident.owner,
      cause: first?.title ?? null,
      link: this.linkTo(incident.id),
    };
  }

  test(id: string): MessageFacts {
    const title = { en: 'This is a test of the channel', ko: '채널 시험입니다' };
    const symptom = {
      en: 'Nothing is wrong: somebody pressed "Test".',
      ko: '이상 없음: "시험" 버튼을 눌렀습니다.',
    };
    return {
      id,
      kind: 'test',
      incidentId: 'inc-test',
      replaces: [],
      severity: 'info',
      environment: 'test',
      team: null,
      subject: 'Danji',
      title,
      symptom,
      since: new Date(0).toISOString(),
      owner: null,
      cause: null,
      link: this.linkTo(''),
    };
  }

  private async probable(incident: IncidentItem): ReturnType<ProbableChanges['run']> {
    const scopeId = await this.incidents.scopeOf(incident.id);
    if (scopeId === null) return [];
    const subject = {
      subjectId: incident.subject.id,
      resourceIds: [],
      scopeId,
      beganAt: Date.parse(incident.beganAt),
    };
    return this.changes.run(LOCAL_CONTEXT, subject);
  }

  private linkTo(id: string): string {
    const { publicUrl, host, port } = this.config;
    const base = (publicUrl ?? `http://${host}:${port}`).replace(/\/+$/, '');
    return `${base}/alerts${id === '' ? '' : `/${id}`}`;
  }
}
