'use client';
import type { FlowAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Fact } from '@/components/ui/fact';
import { Figure, PageHead } from '@/components/ui/page-head';
import { integer } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { ofCauses, tasksSentence, type TasksSentence } from '../model/stop-reasons';
import { narrowing, type TaskFilters } from '../model/task-filters';

type Count = (
  what: 'tasks' | 'stops',
  value: number,
  text: ReactNode,
  filter?: Record<string, string>,
) => ReactNode;

/** How many tasks, how many ended badly and why most often, with the figures beside. */
export function TasksHead({
  answer,
  filters,
  settled,
}: {
  answer: FlowAnswer | undefined;
  filters: TaskFilters;
  /** False while the answer is still that of other filters: its figures then say nothing of themselves. */
  settled: boolean;
}) {
  const t = useTranslations('tasks');
  if (!answer) return <PageHead title={t('title')} sentence=" " />;
  const sentence = tasksSentence(ofCauses(answer, filters.cause));
  const narrowed = narrowing(filters);
  const count: Count = (what, value, text, filter = {}) =>
    settled ? (
      <Fact
        of={{ k: 'count', what, filter: { ...narrowed, ...filter }, from: answer.from, to: answer.to }}
        value={value}
      >
        {text}
      </Fact>
    ) : (
      text
    );
  return (
    <PageHead
      title={t('title')}
      sentence={<Sentence sentence={sentence} count={count} />}
      figures={
        <>
          <Figure
            value={count('tasks', sentence.tasks, integer(sentence.tasks))}
            label={t('figures.alive')}
          />
          <Figure
            value={count('stops', sentence.stops, integer(sentence.stops))}
            label={t('figures.stops')}
          />
          <Figure
            value={count('stops', sentence.abnormal, integer(sentence.abnormal), { abnormal: 'true' })}
            tone={sentence.abnormal > 0 ? 'critical' : 'plain'}
            label={
              sentence.previousAbnormal === null
                ? t('figures.abnormalOnly')
                : t('figures.abnormal', { previous: sentence.previousAbnormal })
            }
          />
        </>
      }
    />
  );
}

function Sentence({ sentence, count }: { sentence: TasksSentence; count: Count }) {
  const t = useTranslations('tasks.sentence');
  const localised = useLocalised();
  if (sentence.key === 'none') return t('none');
  if (sentence.key === 'calm')
    return t.rich('calm', {
      stops: sentence.stops,
      tasks: sentence.tasks,
      st: (chunks) => count('stops', sentence.stops, chunks),
      al: (chunks) => count('tasks', sentence.tasks, chunks),
    });
  return t.rich(sentence.key, {
    abnormal: sentence.abnormal,
    previous: sentence.previousAbnormal ?? 0,
    cause: localised(sentence.top?.label),
    count: sentence.top?.count ?? 0,
    bad: (chunks) => <b className="font-semibold text-critical">{chunks}</b>,
    top: (chunks) => <b className="font-semibold text-text">{chunks}</b>,
  });
}
