import type { Localised, StopCause } from '@danji/shared';

const LABELS: Record<StopCause, Localised> = {
  deploy: { en: 'replaced by a deployment', ko: '배포로 교체' },
  scale_in: { en: 'scaled in', ko: '축소' },
  oom: { en: 'out of memory', ko: '메모리 부족' },
  health_check: { en: 'health check failed', ko: '상태 확인 실패' },
  essential_exit: { en: 'container exited', ko: '컨테이너 종료' },
  image_pull: { en: 'image not pulled', ko: '이미지 가져오기 실패' },
  resource_init: { en: 'resources not initialised', ko: '리소스 초기화 실패' },
  placement: { en: 'not placed', ko: '배치 실패' },
  spot: { en: 'Spot reclaimed', ko: 'Spot 회수' },
  host_lost: { en: 'host lost', ko: '호스트 소실' },
  user: { en: 'stopped by a person', ko: '사용자 중지' },
  failed_to_start: { en: 'failed to start', ko: '시작 실패' },
  job_finished: { en: 'job finished', ko: '작업 완료' },
  maintenance: { en: 'AWS maintenance', ko: 'AWS 유지 관리' },
  unknown: { en: 'cause unknown', ko: '원인 불명' },
};

/** A cause in a few words; what is not in the list is said to be unknown. */
export function causeLabel(cause: string): Localised {
  return cause in LABELS ? LABELS[cause as StopCause] : LABELS.unknown;
}
