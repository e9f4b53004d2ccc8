import { clockTime } from '@danji/analysis';
import type { IncidentEntry, Localised } from '@danji/shared';
import { ruleOf } from './incident-item.js';
import type { EntryRow } from './incident.repository.js';

/** What happened, as one line with times in a zone; who did it stands beside it. */
export function toEntry({ id, at, kind, actor, params }: EntryRow, timeZone: string): IncidentEntry {
  return { id, at: at.toISOString(), kind, actor, text: textOf(kind, params, timeZone) };
}

function textOf(kind: EntryRow['kind'], params: EntryRow['params'], timeZone: string): Localised {
  const text = (name: string): string => (typeof params[name] === 'string' ? params[name] : '');
  const rule = text('rule') === '' ? null : ruleOf(text('rule')).title;
  switch (kind) {
    case 'fired':
      return { en: `Fired: ${rule?.en ?? ''}`, ko: `발생: ${rule?.ko ?? ''}` };
    case 'alert_joined':
      return { en: `Joined by: ${rule?.en ?? ''}`, ko: `추가된 경보: ${rule?.ko ?? ''}` };
    case 'alert_resolved':
      return params['withdrawn'] === true
        ? {
            en: `Withdrawn after its values were corrected: ${rule?.en ?? ''}`,
            ko: `값이 정정되어 취소: ${rule?.ko ?? ''}`,
          }
        : { en: `Good again: ${rule?.en ?? ''}`, ko: `정상으로 돌아옴: ${rule?.ko ?? ''}` };
    case 'merged':
      return text('into') === ''
        ? { en: 'Took over another incident', ko: '다른 장애를 합침' }
        : { en: 'Taken over by another incident', ko: '다른 장애에 합쳐짐' };
    case 'reopened':
      return { en: 'Opened again', ko: '다시 열림' };
    case 'resolved':
      return { en: 'Resolved', ko: '해결됨' };
    case 'acknowledged':
      return { en: 'Acknowledged', ko: '확인함' };
    case 'unacknowledged':
      return { en: 'Acknowledgement taken back', ko: '확인을 취소함' };
    case 'assigned':
      return text('owner') === ''
        ? { en: 'Nobody has it', ko: '담당자 없음' }
        : { en: `Taken by ${text('owner')}`, ko: `담당자: ${text('owner')}` };
    case 'noted':
      return { en: text('text'), ko: text('text') };
    case 'snoozed': {
      const until = Date.parse(text('until'));
      return {
        en: `Snoozed until ${clockTime(until, timeZone, 'en')}`,
        ko: `${clockTime(until, timeZone, 'ko')}까지 미룸`,
      };
    }
    case 'unsnoozed':
      return { en: 'Snooze ended', ko: '미루기를 끝냄' };
    case 'notified':
      return { en: `Told ${text('channel')}`, ko: `${text('channel')}에 알림` };
  }
}
