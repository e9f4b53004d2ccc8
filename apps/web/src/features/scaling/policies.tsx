'use client';
import type { ScalingAnswer } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { duration } from '@/lib/format/time';

type Policy = NonNullable<ScalingAnswer['policies']>[number];

/** Each policy in words: what it keeps where, or by which steps it moves, and how long it waits. */
export function Policies({ policies }: { policies: readonly Policy[] | null }) {
  const t = useTranslations('scaling.policy');
  if (policies === null) return <p className="text-muted">{t('unknown')}</p>;
  if (policies.length === 0) return <p className="text-muted">{t('none')}</p>;
  return (
    <ul className="flex flex-col gap-3">
      {policies.map((policy) => (
        <PolicyItem key={policy.name} policy={policy} />
      ))}
    </ul>
  );
}

const TYPES = ['TargetTrackingScaling', 'StepScaling', 'SimpleScaling', 'PredictiveScaling'] as const;

function PolicyItem({ policy }: { policy: Policy }) {
  const t = useTranslations('scaling.policy');
  const locale = useLocale();
  const known = TYPES.find((type) => type === policy.type);
  const cool = (seconds: number): string => duration(seconds, locale);
  const { scaleOutCooldown: out, scaleInCooldown: back } = policy;
  return (
    <li data-policy={policy.name}>
      <p className="font-semibold [overflow-wrap:anywhere]">
        {policy.name} <Badge>{known ? t(`type.${known}`) : policy.type}</Badge>
      </p>
      {policy.target === null ? null : (
        <p className="text-muted">{t('target', { metric: policy.metric ?? '?', target: policy.target })}</p>
      )}
      <Steps policy={policy} />
      {policy.disableScaleIn ? <p className="text-warning">{t('noScaleIn')}</p> : null}
      {out === null && back === null ? null : (
        <p className="text-small text-muted">
          {out === back && out !== null
            ? t('cooldown', { seconds: cool(out) })
            : t('cooldowns', {
                out: out === null ? '–' : cool(out),
                in: back === null ? '–' : cool(back),
              })}
        </p>
      )}
      {policy.alarms.length > 0 ? (
        <p className="text-small [overflow-wrap:anywhere] text-muted">{policy.alarms.join(', ')}</p>
      ) : null}
    </li>
  );
}

/** Steps are said from the alarm's threshold on, as AWS counts them. */
function Steps({ policy }: { policy: Policy }) {
  const t = useTranslations('scaling.policy');
  if (policy.steps.length === 0) return null;
  const change = (by: number): string => {
    const signed = `${by > 0 ? '+' : ''}${by}`;
    if (policy.adjustmentType === 'PercentChangeInCapacity') return `${signed} %`;
    return policy.adjustmentType === 'ExactCapacity' ? t('exactly', { count: by }) : signed;
  };
  return (
    <ul className="text-muted">
      {policy.steps.map((step) => (
        <li key={`${step.lower}:${step.upper}`}>
          {t('step', {
            lower: step.lower ?? '−∞',
            upper: step.upper ?? '∞',
            change: change(step.adjustment),
          })}
        </li>
      ))}
    </ul>
  );
}
