'use client';
import type { TaskDefinitionAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { StatusIcon } from '@/components/ui/status';
import { mib, vcpu } from '@/lib/format/value';

/** Whether the CPU and memory pair launches on Fargate, said before a rollout finds out. */
export function FargateVerdict({ attributes: a }: { attributes: TaskDefinitionAttributes }) {
  const t = useTranslations('taskDefinition.fargate');
  const asked = a.containers.reduce((sum, c) => sum + (c.cpu ?? 0), 0);
  const memory = a.containers.reduce((sum, c) => sum + (c.memory ?? c.memoryReservation ?? 0), 0);
  const over = (a.cpu !== null && asked > a.cpu) || (a.memory !== null && memory > a.memory);
  return (
    <Panel title={t('title')}>
      {a.fargateValid === null ? (
        <p className="text-muted">{t('notFargate')}</p>
      ) : (
        <p className="flex items-start gap-2">
          <StatusIcon status={a.fargateValid ? 'ok' : 'critical'} className="mt-[3px]" />
          <span>{t(a.fargateValid ? 'valid' : 'invalid', { cpu: vcpu(a.cpu), memory: mib(a.memory) })}</span>
        </p>
      )}
      <p className="mt-2 text-muted">
        {t('asked', { cpu: vcpu(asked), memory: mib(memory) })}{' '}
        {over ? <span className="text-warning">{t('over')}</span> : null}
      </p>
    </Panel>
  );
}
