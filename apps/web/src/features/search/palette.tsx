'use client';
import { Command } from 'cmdk';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useState, type ReactNode } from 'react';
import { EnvironmentBadge } from '@/components/ui/badge';
import { sendShellCommand, type ShellCommand } from '@/components/shell/commands';
import { shortId } from '@/lib/format/ids';
import { useHref } from '@/lib/url/view';
import { GROUPS, PAGES, foundPages, type Found } from './model/palette-model';
import { rememberOpened, useRecent } from './recent';
import { useSearch, type SearchAnswer } from './use-search';

/** Kinds that the palette names; others are resources. */
const NAMED = [...GROUPS, 'ecs_task'] as const;

const ITEM =
  'flex min-h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 py-1 text-base outline-none select-none data-[selected=true]:bg-sunken max-rail:min-h-11';
const GROUP =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-muted';

/** What is typed, what is found, and where Enter leads; the keyboard does everything. */
export function Palette({ onDone }: { onDone: () => void }) {
  const t = useTranslations('search');
  const router = useRouter();
  const href = useHref();
  const [q, setQ] = useState('');
  const recent = useRecent();
  const search = useSearch(q);
  const pages = foundPages(q);
  const typed = q.trim() !== '';
  // The first row is chosen whenever the answer changes; cmdk alone would stay on a row of the answer before.
  const first = firstValue(typed ? [] : recent, search, pages[0]?.id);
  const [value, setValue] = useState(first);
  useEffect(() => setValue(first), [first]);
  const none = typed && !search.pending && search.resources.length + search.tasks.length + pages.length === 0;

  const go = (path: string, extra?: Record<string, string | null>): void => {
    onDone();
    router.push(href(path, extra));
  };
  const open = (found: Found): void => {
    rememberOpened(found);
    go(found.path);
  };
  const send = (command: ShellCommand): void => {
    onDone();
    sendShellCommand(command);
  };

  return (
    <Command
      shouldFilter={false}
      loop
      value={value}
      onValueChange={setValue}
      label={t('title')}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div className="flex items-center border-b border-line">
        <Command.Input
          value={q}
          onValueChange={setQ}
          autoFocus
          maxLength={200}
          placeholder={t('placeholder')}
          className="h-12 w-full bg-transparent px-4 text-head outline-none placeholder:text-faint"
        />
        <button type="button" onClick={onDone} className="h-12 px-4 text-muted rail:hidden">
          Esc
        </button>
      </div>
      <Command.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5">
        {search.error ? (
          <p role="alert" className="px-2.5 py-2 text-small text-warning">
            {t('failed', { message: search.error.message })}
          </p>
        ) : null}
        {none ? (
          <div className="px-2.5 py-6 text-center text-muted">
            <p>{t('nothing', { q })}</p>
            <p className="text-small">{t('nothingHint')}</p>
          </div>
        ) : null}
        {!typed && recent.length > 0 ? (
          <FoundGroup heading={t('group.recent')} rows={recent} onOpen={open} prefix="recent" />
        ) : null}
        <FoundGroup heading={t('group.resources')} rows={search.resources} onOpen={open} prefix="found" />
        <FoundGroup heading={t('group.tasks')} rows={search.tasks} onOpen={open} prefix="found" />
        {pages.length > 0 ? (
          <Command.Group heading={t('group.pages')} className={GROUP}>
            {pages.map((page) => (
              <Command.Item
                key={page.id}
                value={`page:${page.id}`}
                className={ITEM}
                onSelect={() => go(page.path)}
              >
                {t(`page.${page.id}`)}
              </Command.Item>
            ))}
          </Command.Group>
        ) : null}
        <Command.Group heading={t('group.actions')} className={GROUP}>
          {typed ? (
            <Command.Item
              value="action:tasks"
              className={ITEM}
              onSelect={() => go(PAGES[2].path, { q: q.trim() })}
            >
              {t('action.allTasks', { q: q.trim() })}
            </Command.Item>
          ) : null}
          {(['range', 'help'] as const).map((command) => (
            <Command.Item
              key={command}
              value={`action:${command}`}
              className={ITEM}
              onSelect={() => send(command)}
            >
              {t(`action.${command}`)}
            </Command.Item>
          ))}
        </Command.Group>
      </Command.List>
      <footer className="flex items-center justify-between border-t border-line px-4 py-2 text-small text-faint max-rail:hidden">
        <span>{t('keys')}</span>
        <span role="status">{search.pending ? t('loading') : ''}</span>
      </footer>
    </Command>
  );
}

function firstValue(recent: readonly Found[], search: SearchAnswer, page: string | undefined): string {
  const found = search.resources[0] ?? search.tasks[0];
  if (recent[0]) return `recent:${recent[0].key}`;
  if (found) return `found:${found.key}`;
  return page === undefined ? 'action:tasks' : `page:${page}`;
}

function FoundGroup({
  heading,
  rows,
  prefix,
  onOpen,
}: {
  heading: ReactNode;
  rows: readonly Found[];
  prefix: string;
  onOpen: (found: Found) => void;
}) {
  const t = useTranslations('search');
  if (rows.length === 0) return null;
  const kindOf = (kind: string): string => t(`kind.${NAMED.find((each) => each === kind) ?? 'other'}`);
  return (
    <Command.Group heading={heading} className={GROUP}>
      {rows.map((row) => (
        <Command.Item
          key={row.key}
          value={`${prefix}:${row.key}`}
          className={ITEM}
          onSelect={() => onOpen(row)}
        >
          <span
            className={row.kind === 'ecs_task' ? 'truncate font-mono text-table' : 'truncate font-semibold'}
          >
            {row.kind === 'ecs_task' ? shortId(row.title) : row.title}
          </span>
          {row.environment ? <EnvironmentBadge environment={row.environment} /> : null}
          <span className="min-w-0 flex-1 truncate text-small text-muted">{row.detail}</span>
          <span className="text-small whitespace-nowrap text-faint">{kindOf(row.kind)}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
