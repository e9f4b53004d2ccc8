'use client';
import { FARGATE_RANGES, type FargateRange, type TaskDefinitionAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { StatusIcon } from '@/components/ui/status';
import { mib, vcpu } from '@/lib/format/value';

/** Whether the CPU and memory pair launches on Fargate, said before a rollout finds out, beside every pair that does. */
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
        <div data-fargate={a.fargateValid ? 'valid' : 'invalid'}>
          <p className="flex items-start gap-2">
            <StatusIcon status={a.fargateValid ? 'ok' : 'critical'} className="mt-[3px] shrink-0" />
            <span>
              {t(a.fargateValid ? 'valid' : 'invalid', { cpu: vcpu(a.cpu), memory: mib(a.memory) })}{' '}
              {a.fargateNearest ? (
                <b className="font-semibold">
                  {t('nearest', { cpu: vcpu(a.fargateNearest.cpu), memory: mib(a.fargateNearest.memory) })}
                </b>
              ) : null}
            </span>
          </p>
          <Pairs attributes={a} />
        </div>
      )}
      {asked > 0 || memory > 0 ? (
        <p className="mt-2 text-muted">
          {t('asked', { cpu: vcpu(asked), memory: mib(memory) })}{' '}
          {over ? <span className="text-warning">{t('over')}</span> : null}
        </p>
      ) : null}
    </Panel>
  );
}

/** Every pair that Fargate launches, one row per CPU; the row of this definition stands out. */
function Pairs({ attributes: a }: { attributes: TaskDefinitionAttributes }) {
  const t = useTranslations('taskDefinition.fargate');
  return (
    <table className="mt-3 w-full text-small">
      <caption className="pb-1 text-left text-muted">{t('pairs')}</caption>
      <thead className="sr-only">
        <tr>
          <th>CPU</th>
          <th>{t('memory')}</th>
        </tr>
      </thead>
      <tbody>
        {FARGATE_RANGES.map((range) => (
          <tr key={range.cpu} aria-current={range.cpu === a.cpu || undefined}>
            <td
              className={`py-0.5 pr-4 whitespace-nowrap ${range.cpu === a.cpu ? 'font-semibold' : 'text-muted'}`}
            >
              {vcpu(range.cpu)}
            </td>
            <td className={`py-0.5 ${range.cpu === a.cpu ? 'font-semibold' : 'text-muted'}`}>
              <Memory range={range} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Memory({ range: { cpu, from, to, step } }: { range: FargateRange }) {
  const t = useTranslations('taskDefinition.fargate');
  // The smallest CPU takes 0.5, 1 and 2 GiB, which is no even row.
  if (cpu === 256) return <>{[512, 1024, 2048].map((amount) => mib(amount)).join(', ')}</>;
  return <>{t('row', { from: mib(from), to: mib(to), step: mib(step) })}</>;
}
