import type { Localised, UsageAnswer } from '@danji/shared';

/** Why per-task use is not known, and what to do about it. */
export function messageOf(
  state: UsageAnswer['state'],
  { cluster, aws }: { cluster: string; aws: string | null },
): Localised | null {
  if (state === 'known') return null;
  if (state === 'not_ecs') {
    return {
      en: 'No ECS agent runs on this instance, so it has no tasks.',
      ko: '이 인스턴스에는 ECS 에이전트가 없어 태스크가 없습니다.',
    };
  }
  if (state === 'insights_off') {
    const command = `aws ecs update-cluster-settings --cluster ${cluster} --settings name=containerInsights,value=enabled`;
    return {
      en: `Which task uses how much cannot be known: Container Insights is off for this cluster. What AWS says without it is shown: reservations, starts and stops, and the CPU of the instance. To switch it on: ${command}`,
      ko: `태스크별 사용량은 알 수 없습니다. 이 클러스터의 Container Insights가 꺼져 있습니다. 대신 예약량, 시작과 중지, 인스턴스 CPU를 보여 줍니다. 켜려면: ${command}`,
    };
  }
  if (state === 'denied') {
    return {
      en: `Per-task use cannot be read: allow logs:FilterLogEvents for the performance log of Container Insights. AWS said: ${aws ?? '-'}`,
      ko: `태스크별 사용량을 읽을 수 없습니다. Container Insights 성능 로그에 logs:FilterLogEvents를 허용하세요. AWS의 응답: ${aws ?? '-'}`,
    };
  }
  return {
    en: `AWS did not answer; what was read before is shown. ${aws ?? ''}`.trim(),
    ko: `AWS가 응답하지 않아 이전에 읽은 것만 보여 줍니다. ${aws ?? ''}`.trim(),
  };
}
