'use client';
import type { LogContext, LogLine } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Await } from '@/components/ui/states';
import { useApi } from '@/lib/api/hooks';
import { LineRow } from './line-row';

const LINES = 20;
const MOST_LINES = 200;

/** What the stream says before and after a line, read from CloudWatch when it is opened. */
export function LineContext({ line }: { line: LogLine }) {
  const t = useTranslations('logs.context');
  const [lines, setLines] = useState(LINES);
  const query = useApi<LogContext>('/logs/context', {
    group: line.groupId,
    stream: line.stream,
    at: line.at,
    lines,
  });
  return (
    <div className="my-1.5 rounded-control bg-sunken px-2.5 py-2 font-sans">
      <p className="mb-1 text-small text-muted [overflow-wrap:anywhere]">{line.stream}</p>
      <Await query={query} height={240}>
        {(answer) =>
          answer.state === 'read' ? (
            <>
              <ol
                className="flex max-h-96 flex-col gap-0.5 overflow-y-auto"
                tabIndex={0}
                aria-label={t('title', { lines })}
              >
                {answer.before.map((one) => (
                  <LineRow key={`before ${one.id}`} line={one} />
                ))}
                {answer.after.map((one) => (
                  <LineRow
                    key={`after ${one.id}`}
                    line={one}
                    marked={one.at === line.at && one.message === line.message}
                  />
                ))}
              </ol>
              {lines < MOST_LINES ? (
                <Button
                  look="quiet"
                  className="mt-1"
                  onClick={() => setLines(Math.min(MOST_LINES, lines * 3))}
                >
                  {t('more')}
                </Button>
              ) : null}
            </>
          ) : (
            <p className="text-small text-muted">
              {t(`state.${answer.state}`, { message: answer.message ?? '' })}
            </p>
          )
        }
      </Await>
    </div>
  );
}
