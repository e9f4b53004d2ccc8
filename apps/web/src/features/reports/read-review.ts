import type { CapacityReview, Problem } from '@danji/shared';
import { apiOrigin } from '@/server/api-origin';

export interface ReviewParams {
  week?: string;
  environment?: string;
  team?: string;
}

/** The report as the API has it, read on the server: the page prints without a script. */
export async function readReview(params: ReviewParams): Promise<CapacityReview | { problem: string }> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) query.set(name, value);
  try {
    const response = await fetch(`${apiOrigin()}/api/v1/reports/capacity?${query}`, { cache: 'no-store' });
    if (response.ok) return (await response.json()) as CapacityReview;
    const problem = (await response.json()) as Partial<Problem>;
    return { problem: problem.detail ?? response.statusText };
  } catch (cause) {
    console.error(
      'The report could not be read:',
      cause instanceof Error ? (cause.cause ?? cause.message) : cause,
    );
    return { problem: 'The API of Danji does not answer. It may still be starting.' };
  }
}

/** The address of the same report with other parameters. */
export function reviewPath({ week, environment, team }: ReviewParams): string {
  const query = new URLSearchParams();
  if (environment) query.set('environment', environment);
  if (team) query.set('team', team);
  const text = query.toString();
  return `${week === undefined ? '/reports/capacity' : `/reports/weekly/${week}`}${text === '' ? '' : `?${text}`}`;
}
