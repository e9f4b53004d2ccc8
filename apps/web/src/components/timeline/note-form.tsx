'use client';
import { POSTED_KINDS, PostedKind, type PostedEventAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/states';
import { useResources, useSend } from '@/lib/api/hooks';

const INPUT =
  'h-7 min-w-0 rounded-control border border-line-strong bg-surface px-2 text-table placeholder:text-faint max-rail:h-11 max-rail:text-[16px]';
const MOST = 500;
const FLEET = 'fleet';

interface Fields {
  kind: PostedKind;
  title: string;
  about: string;
  at: string;
  url: string;
}
const EMPTY: Fields = { kind: 'note', title: '', about: FLEET, at: '', url: '' };

/** Adds a line to the timeline by hand: of the resource whose page this is, or of one that is chosen. */
export function NoteForm({ resource }: { resource?: string }) {
  const t = useTranslations('timeline.note');
  const [open, setOpen] = useState(false);
  const [taken, setTaken] = useState(false);
  if (!open) {
    return (
      <span className="no-print flex items-center gap-2">
        <Button
          onClick={() => {
            setOpen(true);
            setTaken(false);
          }}
        >
          {t('add')}
        </Button>
        <span role="status" className="text-small text-muted">
          {taken ? t('taken') : null}
        </span>
      </span>
    );
  }
  return (
    <Form
      resource={resource}
      onClose={(sent) => {
        setOpen(false);
        setTaken(sent);
      }}
    />
  );
}

function Form({ resource, onClose }: { resource: string | undefined; onClose: (sent: boolean) => void }) {
  const t = useTranslations('timeline.note');
  const timeline = useTranslations('timeline');
  const [fields, setFields] = useState(EMPTY);
  const send = useSend<PostedEventAnswer>(['/events', '/resources', '/overview']);
  const set = (part: Partial<Fields>): void => setFields({ ...fields, ...part });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate({ path: '/events', body: bodyOf(fields, resource) }, { onSuccess: () => onClose(true) });
  };
  return (
    <form
      onSubmit={submit}
      aria-label={t('add')}
      className="no-print flex flex-wrap items-end gap-2 rounded-card border border-line bg-surface px-3.5 py-3"
    >
      <Labelled name={t('kind')}>
        <select
          className={INPUT}
          value={fields.kind}
          onChange={({ target }) => set({ kind: PostedKind.parse(target.value) })}
        >
          {POSTED_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {timeline(`kind.${kind}`)}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled name={t('title')} wide>
        <input
          autoFocus
          required
          maxLength={200}
          className={INPUT}
          value={fields.title}
          placeholder={t('example')}
          onChange={({ target }) => set({ title: target.value })}
        />
      </Labelled>
      {resource === undefined ? <About value={fields.about} onChange={(about) => set({ about })} /> : null}
      <Labelled name={t('at')}>
        <input
          type="datetime-local"
          className={INPUT}
          value={fields.at}
          onChange={({ target }) => set({ at: target.value })}
        />
      </Labelled>
      <Labelled name={t('url')}>
        <input
          type="url"
          className={INPUT}
          value={fields.url}
          placeholder="https://"
          onChange={({ target }) => set({ url: target.value })}
        />
      </Labelled>
      <Button look="primary" type="submit" disabled={send.isPending || fields.title.trim() === ''}>
        {t('save')}
      </Button>
      <Button look="quiet" onClick={() => onClose(false)}>
        {t('cancel')}
      </Button>
      {send.error ? (
        <div className="basis-full">
          <ErrorState error={send.error} />
        </div>
      ) : null}
    </form>
  );
}

/** An empty time is now; the fields of the browser are in this computer's zone. */
function bodyOf({ kind, title, about, at, url }: Fields, resource: string | undefined): object {
  const target = resource ?? (about === FLEET ? undefined : about);
  return {
    kind,
    title,
    ...(target === undefined ? { labels: {} } : { resource: target }),
    ...(at === '' ? {} : { at: new Date(at).toISOString() }),
    ...(url.trim() === '' ? {} : { url: url.trim() }),
  };
}

function About({ value, onChange }: { value: string; onChange: (about: string) => void }) {
  const t = useTranslations('timeline.note');
  const resources = useResources({ kind: 'ecs_cluster,ecs_service,rds_instance', limit: MOST, sort: 'name' });
  return (
    <Labelled name={t('about')}>
      <select className={INPUT} value={value} onChange={({ target }) => onChange(target.value)}>
        <option value={FLEET}>{t('fleet')}</option>
        {(resources.data?.items ?? []).map(({ id, name, parentName }) => (
          <option key={id} value={id}>
            {parentName === null ? name : `${parentName} / ${name}`}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function Labelled({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <label
      className={`flex min-w-0 flex-col gap-1 text-small text-muted max-phone:basis-full ${wide ? 'flex-1 basis-64' : ''}`}
    >
      {name}
      {children}
    </label>
  );
}
