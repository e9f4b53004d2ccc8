'use client';
import { LabelRule, LABELS, type Label } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';

const FORMS = ['tag', 'tagIs', 'name', 'cluster', 'account', 'nameHas', 'clusterHas'] as const;
type Form = (typeof FORMS)[number];
const ENVIRONMENTS = ['prod', 'stage', 'dev', 'other'] as const;

interface Fields {
  label: Label;
  form: Form;
  tag: string;
  pattern: string;
  value: string;
}
const EMPTY: Fields = { label: 'team', form: 'name', tag: '', pattern: '', value: '' };

const INPUT =
  'h-7 rounded-control border border-line-strong bg-surface px-2 text-table placeholder:text-faint max-rail:h-11 max-rail:text-[16px]';

/** A form for one rule; what cannot be a rule cannot be added, and says why. */
export function NewRule({ onAdd }: { onAdd: (rule: LabelRule) => void }) {
  const t = useTranslations('settings.new');
  const [fields, setFields] = useState<Fields>(EMPTY);
  const [refused, setRefused] = useState<string | null>(null);
  const set = (part: Partial<Fields>): void => {
    setFields({ ...fields, ...part });
    setRefused(null);
  };
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const parsed = LabelRule.safeParse(ruleOf(fields));
    if (!parsed.success) return setRefused(t('incomplete'));
    onAdd(parsed.data);
    setFields({ ...EMPTY, label: fields.label, form: fields.form });
  };
  const { form } = fields;
  return (
    <form onSubmit={add} className="flex flex-wrap items-end gap-2 border-t border-line px-3.5 pt-3">
      <Labelled name={t('label')}>
        <select
          className={INPUT}
          value={fields.label}
          onChange={(event) => set({ label: event.target.value as Label, value: '' })}
        >
          {LABELS.map((label) => (
            <option key={label} value={label}>
              {t(`labels.${label}`)}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled name={t('when')}>
        <select
          className={INPUT}
          value={form}
          onChange={(event) => set({ form: event.target.value as Form })}
        >
          {FORMS.map((each) => (
            <option key={each} value={each}>
              {t(`forms.${each}`)}
            </option>
          ))}
        </select>
      </Labelled>
      {form === 'tag' || form === 'tagIs' ? (
        <Text name={t('tag')} example="Team" value={fields.tag} onChange={(tag) => set({ tag })} />
      ) : null}
      {form === 'tag' ? null : (
        <Text
          name={t(form.endsWith('Has') ? 'words' : 'pattern')}
          example={form.endsWith('Has') ? 'pay billing' : 'checkout*'}
          value={fields.pattern}
          onChange={(pattern) => set({ pattern })}
        />
      )}
      {form === 'tag' ? null : fields.label === 'environment' ? (
        <Labelled name={t('value')}>
          <select
            className={INPUT}
            value={fields.value}
            onChange={(event) => set({ value: event.target.value })}
          >
            <option value="">{t('choose')}</option>
            {ENVIRONMENTS.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </Labelled>
      ) : (
        <Text name={t('value')} example="shop" value={fields.value} onChange={(value) => set({ value })} />
      )}
      <Button type="submit">{t('add')}</Button>
      <p role="status" className="basis-full text-small text-warning empty:hidden">
        {refused}
      </p>
    </form>
  );
}

function ruleOf({ label, form, tag, pattern, value }: Fields): unknown {
  if (form === 'tag') return { label, tag };
  if (form === 'tagIs') return { label, tag, is: pattern, value };
  if (form === 'nameHas' || form === 'clusterHas') {
    const has = pattern.split(/[\s,]+/).filter(Boolean);
    return { label, of: form === 'nameHas' ? 'name' : 'cluster', has, value };
  }
  return { label, of: form, is: pattern, value };
}

function Labelled({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <label className="flex flex-col gap-0.5 text-small text-muted">
      {name}
      {children}
    </label>
  );
}

function Text({
  name,
  example,
  value,
  onChange,
}: {
  name: string;
  example: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Labelled name={name}>
      <input
        className={`${INPUT} w-40`}
        value={value}
        placeholder={example}
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
      />
    </Labelled>
  );
}
