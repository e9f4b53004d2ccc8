'use client';
import { useTranslations } from 'next-intl';
import { useState, useSyncExternalStore } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Panel } from '@/components/ui/panel';
import { PIPELINES, snippet } from './model/snippets';

const never = (): (() => void) => () => undefined;

/** What to write into a pipeline, with the address of this server and the token as a reference to a secret. */
export function SnippetsPanel() {
  const t = useTranslations('tokens.snippets');
  const [service, setService] = useState('checkout-api');
  const address = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
  const local = /^https?:\/\/(localhost|127\.|\[::1\])/.test(address);
  return (
    <Panel title={t('title')}>
      <p className="mb-2 max-w-[80ch] text-table text-muted">{t('hint')}</p>
      {local ? <p className="mb-2 max-w-[80ch] text-table text-warning">{t('local', { address })}</p> : null}
      <label className="mb-3 flex w-64 max-w-full flex-col gap-1 text-small text-muted">
        {t('service')}
        <input
          value={service}
          maxLength={200}
          onChange={({ target }) => setService(target.value)}
          className="h-7 min-w-0 rounded-control border border-line-strong bg-surface px-2 text-table max-rail:h-11"
        />
      </label>
      <div className="grid gap-3.5 wide:grid-cols-3">
        {PIPELINES.map((pipeline) => {
          const text = snippet(pipeline, address, service);
          return (
            <section key={pipeline} className="min-w-0" aria-labelledby={`snippet-${pipeline}`}>
              <header className="mb-1 flex items-center justify-between gap-2">
                <h3 id={`snippet-${pipeline}`} className="text-table font-semibold">
                  {t(`name.${pipeline}`)}
                </h3>
                <CopyButton text={text} />
              </header>
              <pre
                tabIndex={0}
                role="region"
                aria-label={t(`name.${pipeline}`)}
                className="overflow-x-auto rounded-control bg-sunken p-2.5 font-mono text-small"
              >
                {text}
              </pre>
              <p className="mt-1 text-small text-muted">{t(`secret.${pipeline}`)}</p>
            </section>
          );
        })}
      </div>
    </Panel>
  );
}
