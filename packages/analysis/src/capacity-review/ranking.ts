import type {
  ReviewDimension,
  ReviewFigure,
  ReviewRow,
  ReviewRunsOut,
  ReviewSaturation,
} from '@danji/shared';
import { renderBoth } from '../message/render.js';
import { sayReview } from './review-texts.js';

const MOST = 20;
/** What runs out later is no decision of these weeks. */
const RUNS_OUT_DAYS = 91;

type Subject = ReviewRunsOut['resource'];

export function subjectOf(row: Subject): Subject {
  const { id, kind, name, parentId, parentName, accountId, accountAlias, region, environment, team } = row;
  return { id, kind, name, parentId, parentName, accountId, accountAlias, region, environment, team };
}

/** Of each resource its fullest dimension; the highest p95 first, then the highest maximum. Clusters are sums: left out. */
export function rankSaturation(rows: readonly ReviewRow[]): ReviewSaturation[] {
  return living(rows)
    .flatMap((row) => {
      const known = row.figures.flatMap((figure) =>
        figure.p95 === null || figure.max === null ? [] : [{ ...figure, p95: figure.p95, max: figure.max }],
      );
      const [fullest] = known.toSorted((a, b) => b.p95 - a.p95 || b.max - a.max);
      return fullest === undefined ? [] : [{ row, figure: fullest }];
    })
    .toSorted(
      (a, b) => b.figure.p95 - a.figure.p95 || b.figure.max - a.figure.max || (a.row.id < b.row.id ? -1 : 1),
    )
    .slice(0, MOST)
    .map(({ row, figure }, i) => ({
      rank: i + 1,
      resource: subjectOf(row),
      dimension: figure.dimension,
      p95: figure.p95,
      max: figure.max,
      lastWeekP95: figure.lastWeek.p95,
    }));
}

/** What is full within three months, the soonest first. */
export function rankRunsOut(rows: readonly ReviewRow[], nextReviewAt: string): ReviewRunsOut[] {
  return living(rows)
    .flatMap((row) => row.figures.map((figure) => ({ row, figure })))
    .flatMap(({ row, figure: { full, dimension, p95 } }) =>
      full === null || full.days > RUNS_OUT_DAYS ? [] : [{ row, full, dimension, p95 }],
    )
    .toSorted((a, b) => a.full.days - b.full.days || (a.row.id < b.row.id ? -1 : 1))
    .map(({ row, full, dimension, p95 }) => ({
      resource: subjectOf(row),
      dimension,
      p95,
      full,
      // ISO instants in UTC sort as text.
      beforeNextReview: full.at < nextReviewAt || full.earliest < nextReviewAt,
      text: textOf(row.name, dimension, full),
    }));
}

function textOf(
  name: string,
  dimension: ReviewDimension,
  { days, earliestDays: earliest, latestDays: latest }: NonNullable<ReviewFigure['full']>,
): ReviewRunsOut['text'] {
  const params = { name, dimension: sayReview(`review.${dimension}`), days, earliest, latest };
  return renderBoth(sayReview(latest === null ? 'review.full_open' : 'review.full', params));
}

function living(rows: readonly ReviewRow[]): ReviewRow[] {
  return rows.filter((row) => !row.gone && row.kind !== 'ecs_cluster');
}
