'use client';
import type { ContainerInstanceAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { mib, vcpu } from '@/lib/format/value';

/** What ECS has reserved of the instance: what tasks asked for, whatever they use. */
export function ReservedMemory({ host }: { host: ContainerInstanceAttributes }) {
  const t = useTranslations('ec2.page');
  return (
    <div className="mt-3 flex flex-col gap-3">
      <Reserved
        name={t('reservedMemory')}
        total={host.registered.memory}
        left={host.remaining.memory}
        text={mib}
        tasks={host.runningTasks}
      />
      <Reserved
        name={t('reservedCpu')}
        total={host.registered.cpu}
        left={host.remaining.cpu}
        text={vcpu}
        tasks={host.runningTasks}
      />
    </div>
  );
}

function Reserved({
  name,
  total,
  left,
  text,
  tasks,
}: {
  name: string;
  total: number | null;
  left: number | null;
  text: (amount: number | null) => string;
  tasks: number;
}) {
  const t = useTranslations('ec2.page');
  if (total === null || left === null || total <= 0) return null;
  const share = Math.max(0, Math.min(1, (total - left) / total));
  return (
    <div>
      <div className="flex justify-between text-table">
        <span className="text-muted">{name}</span>
        <b className="font-semibold">{Math.round(share * 100)} %</b>
      </div>
      <div className="mt-1 h-1.5 rounded-full bg-sunken" aria-hidden>
        <div className="h-1.5 rounded-full bg-control" style={{ width: `${share * 100}%` }} />
      </div>
      <p className="mt-1 text-small text-muted">
        {t('reserved', { used: text(total - left), total: text(total), tasks })}
      </p>
    </div>
  );
}
