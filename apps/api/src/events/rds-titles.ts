import type { Localised } from '@danji/shared';

/** What RDS says, in our words; a type that is not here keeps AWS's own text. */
export const RDS_TITLES: Readonly<Record<string, Localised>> = {
  backup_started: { en: 'backup began', ko: '백업 시작' },
  backup_finished: { en: 'backed up', ko: '백업 완료' },
  failover_started: { en: 'fails over', ko: '장애 조치 시작' },
  failover_completed: { en: 'has failed over', ko: '장애 조치 완료' },
  restarted: { en: 'restarted', ko: '재시작됨' },
  shutdown: { en: 'shut down', ko: '종료됨' },
  stopped: { en: 'stopped', ko: '중지됨' },
  started: { en: 'started', ko: '시작됨' },
  storage_low: { en: 'is low on storage', ko: '스토리지 부족' },
  storage_exhausted: { en: 'has no storage left', ko: '스토리지 소진' },
  storage_changing: { en: 'storage is being enlarged', ko: '스토리지 확장 중' },
  storage_changed: { en: 'storage was enlarged', ko: '스토리지 확장 완료' },
  storage_autoscaling_failed: { en: 'storage autoscaling does not help', ko: '스토리지 자동 확장 불가' },
  maintenance_started: { en: 'maintenance began', ko: '유지 관리 시작' },
  maintenance_finished: { en: 'maintenance done', ko: '유지 관리 완료' },
  update_available: { en: 'has a system update waiting', ko: '시스템 업데이트 대기' },
  upgrade_available: { en: 'has an engine upgrade waiting', ko: '엔진 업그레이드 대기' },
  replication_stopped: { en: 'replication stopped', ko: '복제 중단' },
  replication_resumed: { en: 'replicates again', ko: '복제 재개' },
};
