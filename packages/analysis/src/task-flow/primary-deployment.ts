/** A deployment as DescribeServices lists it; times in epoch ms. */
export interface ListedDeployment {
  id: string;
  /** PRIMARY, ACTIVE or INACTIVE. */
  status: string;
  createdAt: number | null;
  updatedAt: number | null;
  /** COMPLETED, IN_PROGRESS or FAILED, where it is known. */
  rolloutState?: string | null;
}

/**
 * The deployment that was PRIMARY at an instant, from a list that was read a little later. Null where the list does
 * not reach back so far. A deployment that began in between was not there yet; and one that is PRIMARY again because
 * the breaker rolled back to it became so when the newer one failed: until then the newer one was it. Each of the two
 * may have been updated again since (tasks of the good one may fail as well), so the earlier update tells.
 */
export function primaryDeploymentAt(deployments: readonly ListedDeployment[], at: number): string | null {
  const begun = deployments
    .filter(({ createdAt }) => createdAt !== null && createdAt <= at)
    .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
  const primary = begun.find(({ status }) => status === 'PRIMARY');
  const [newest] = begun;
  if (!primary) return (replacedNewest(begun, at) ?? newest)?.id ?? null;
  const rolledBackAt = Math.min(primary.updatedAt ?? 0, newest?.updatedAt ?? 0);
  const rolledBackLater = newest !== primary && rolledBackAt > at;
  return rolledBackLater ? (newest?.id ?? null) : primary.id;
}

/**
 * Where another deployment has taken over since, no status tells whether the newest of then still stood: it had been
 * rolled back when it had failed, and an older one was updated with it or after it.
 */
function replacedNewest(
  [newest, ...older]: readonly ListedDeployment[],
  at: number,
): ListedDeployment | undefined {
  const failedAt = newest?.rolloutState === 'FAILED' ? (newest.updatedAt ?? Infinity) : Infinity;
  if (failedAt > at) return undefined;
  return older.find(
    ({ rolloutState, updatedAt }) => rolloutState !== 'FAILED' && (updatedAt ?? 0) >= failedAt,
  );
}
