'use client';
import { useTranslations } from 'next-intl';
import { Check, TextField } from './fields';
import { ENVIRONMENTS, SEVERITIES, type ChannelDraft } from './model/channel-draft';

/** Which incidents a channel is told of; a group in which nothing is chosen does not narrow. */
export function RouteFields({
  draft,
  onChange,
}: {
  draft: ChannelDraft;
  onChange: (part: Partial<ChannelDraft>) => void;
}) {
  const t = useTranslations('notifications');
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
      <Choices
        name={t('form.environments')}
        words={ENVIRONMENTS.map((each) => [each, each] as const)}
        chosen={draft.environments}
        onChange={(environments) => onChange({ environments })}
      />
      <Choices
        name={t('form.severities')}
        words={SEVERITIES.map((each) => [each, t(`severity.${each}`)] as const)}
        chosen={draft.severities}
        onChange={(severities) => onChange({ severities })}
      />
      <TextField
        className="w-64 max-w-full"
        name={t('form.teams')}
        value={draft.teams}
        placeholder={t('routes.anyTeam')}
        onChange={(teams) => onChange({ teams })}
      />
      <p className="basis-full text-small text-muted">{t('form.routesHint')}</p>
    </div>
  );
}

function Choices<T extends string>({
  name,
  words,
  chosen,
  onChange,
}: {
  name: string;
  words: readonly (readonly [T, string])[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="text-small text-muted">{name}</legend>
      <div className="flex flex-wrap gap-x-3">
        {words.map(([value, word]) => (
          <Check
            key={value}
            checked={chosen.includes(value)}
            onChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((each) => each !== value))}
          >
            {word}
          </Check>
        ))}
      </div>
    </fieldset>
  );
}
