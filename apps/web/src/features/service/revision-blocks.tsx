'use client';
import { useTranslations } from 'next-intl';
import type { RevisionBlock } from './model/rollout';

/** Beyond this many tasks a block each would be noise: the bar shows shares. */
const MOST_BLOCKS = 60;

/** One block per task, filled when it serves, outlined while it starts; the revision on its way in violet. */
export function RevisionBlocks({ blocks, current }: { blocks: readonly RevisionBlock[]; current: number }) {
  const t = useTranslations('service.rollout');
  const total = blocks.reduce((sum, block) => sum + block.serving + block.starting, 0);
  if (total === 0) return <p className="text-small text-muted">{t('noTasks')}</p>;
  const rolling = blocks.length > 1;
  const colour = (block: RevisionBlock): string =>
    rolling && block.revision === current ? 'var(--series-4)' : 'var(--series-1)';
  return (
    <>
      <div aria-hidden className="flex h-3.5 w-full gap-2">
        {blocks.map((block) => (
          <span
            key={block.revision}
            className="flex min-w-1 gap-[3px]"
            style={{ flexGrow: block.serving + block.starting, flexBasis: 0 }}
          >
            {total > MOST_BLOCKS ? (
              <span className="h-3.5 w-full rounded-[3px]" style={{ background: colour(block) }} />
            ) : (
              Array.from({ length: block.serving + block.starting }, (_, i) => (
                <span
                  key={i}
                  className="h-3.5 min-w-[3px] flex-1 rounded-[3px] border-[1.5px]"
                  style={{
                    borderColor: colour(block),
                    background: i < block.serving ? colour(block) : 'transparent',
                    maxWidth: 42,
                  }}
                />
              ))
            )}
          </span>
        ))}
      </div>
      <ul className="mt-1.5 flex flex-wrap gap-x-4 text-small text-muted">
        {blocks.map((block) => (
          <li key={block.revision} className="flex items-center gap-1.5">
            <span aria-hidden className="h-[3px] w-3 rounded-sm" style={{ background: colour(block) }} />
            {[
              block.serving > 0 ? t('serving', { revision: block.revision, count: block.serving }) : null,
              block.starting > 0 ? t('starting', { revision: block.revision, count: block.starting }) : null,
            ]
              .filter(Boolean)
              .join(', ')}
          </li>
        ))}
      </ul>
    </>
  );
}
