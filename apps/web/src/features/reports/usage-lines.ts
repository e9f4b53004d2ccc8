import { REVIEW_UNKNOWNS, type ReviewFigure } from '@danji/shared';

export type KnownFigure = ReviewFigure & { p50: number; p95: number; max: number };

/** One line of a resource in a table of use: a figure that is known, or those that are unknown for one reason. */
export type UsageLine = { known: KnownFigure } | { unknown: readonly ReviewFigure[] };

const isKnown = (figure: ReviewFigure): figure is KnownFigure =>
  figure.p50 !== null && figure.p95 !== null && figure.max !== null;

/**
 * The lines of a resource, known figures first. What it does not have at all takes no line; what is unknown for the same
 * reason shares one, or a host without an agent would take three. A resource that has nothing of all keeps one line.
 */
export function usageLines(figures: readonly ReviewFigure[]): UsageLine[] {
  const rest = figures.filter((figure) => !isKnown(figure));
  const lines: UsageLine[] = [
    ...figures.filter(isKnown).map((known) => ({ known })),
    ...REVIEW_UNKNOWNS.filter((reason) => reason !== 'not_applicable')
      .map((reason) => ({ unknown: rest.filter((figure) => (figure.unknown ?? 'no_data') === reason) }))
      .filter(({ unknown }) => unknown.length > 0),
  ];
  return lines.length === 0 && rest.length > 0 ? [{ unknown: rest }] : lines;
}
