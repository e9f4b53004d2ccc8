'use client';
import type { ResourceItem, TargetGroupAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { Definition, Definitions, Mono } from '@/features/fleet';

interface Props {
  item: ResourceItem;
  group: TargetGroupAttributes;
}

/** What the load balancer asks of each target beside what the container serves, and what to change where they differ. */
export function HealthCheck({ item, group }: Props) {
  const t = useTranslations('loadBalancing.check');
  const { healthCheck: check, containerPort, mismatches } = group;
  const seconds = (value: number | null): string => (value === null ? t('unknown') : t('seconds', { value }));
  const times = (value: number | null): string => (value === null ? t('unknown') : String(value));
  return (
    <div className="flex flex-col gap-2.5">
      {mismatches?.map((found) => (
        <Mismatch key={found.what} item={item} group={group} found={found} />
      ))}
      <Definitions>
        <Definition name={t('asks')}>
          {check.protocol ?? t('unknown')} <Mono>{check.path ?? t('noPath')}</Mono>
        </Definition>
        <Definition name={t('port')}>
          <span data-field="check-port">{portText(group, t)}</span>
        </Definition>
        <Definition name={t('containerPort')}>
          <span data-field="container-port">{containerPort ?? t('noContainer')}</span>
          {mismatches?.length === 0 ? <span className="text-muted"> {t('fits')}</span> : null}
        </Definition>
        {check.matcher === null ? null : <Definition name={t('matcher')}>{check.matcher}</Definition>}
        <Definition name={t('rhythm')}>
          {t('rhythmText', {
            interval: seconds(check.intervalSeconds),
            timeout: seconds(check.timeoutSeconds),
          })}
        </Definition>
        <Definition name={t('thresholds')}>
          {t('thresholdsText', {
            healthy: times(check.healthyThreshold),
            unhealthy: times(check.unhealthyThreshold),
          })}
        </Definition>
      </Definitions>
    </div>
  );
}

function portText(
  { healthCheck, port, targetType }: TargetGroupAttributes,
  t: ReturnType<typeof useTranslations<'loadBalancing.check'>>,
): string {
  if (healthCheck.port === null) return t('unknown');
  if (healthCheck.port !== 'traffic-port') return healthCheck.port;
  // Behind a bridge every task has a host port of its own.
  return targetType === 'ip' && port !== null
    ? t('trafficPort', { port: String(port) })
    : t('trafficPortOwn');
}

function Mismatch({
  item,
  group,
  found,
}: Props & { found: NonNullable<TargetGroupAttributes['mismatches']>[number] }) {
  const t = useTranslations('loadBalancing.check');
  const option =
    found.what === 'port' ? '--health-check-port traffic-port' : `--health-check-path ${found.container}`;
  const command = `aws elbv2 modify-target-group --region ${item.region} --target-group-arn ${item.arn} ${option}`;
  const change = t(found.what === 'port' ? 'changePort' : 'changePath', { container: found.container });
  return (
    <div className="rounded-control bg-warning-bg px-3 py-2 text-table" data-field={`mismatch-${found.what}`}>
      <p className="font-semibold text-warning">
        {t(found.what === 'port' ? 'portDiffers' : 'pathDiffers', found)}
      </p>
      <p className="mt-0.5">
        {group.targets?.some(({ state }) => state === 'unhealthy') ? t('hurts') : t('quiet')}
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-2">
        {change} <CopyButton text={command} label={t('copyCommand')} />
      </p>
    </div>
  );
}
