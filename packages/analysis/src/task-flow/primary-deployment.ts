/** A deployment as DescribeServices lists it; times in epoch ms. */
export interface ListedDeployment {
  id: string;
  /** PRIMARY, ACTIVE or INACTIVE. */
  status: string;
  createdAt: number | null;
  updatedAt: number | null;
}

/**
 * The deployment that was PRIMARY at an instant, from a list that was read a little later. Null where the list does
 * not reach back so far. A deployment that began in between was not there yet; and one that is PRIMARY again because
 * the breaker rolled back to it became so when it was last updated: until then the newer one was it.
 */
export function primaryDeploymentAt(deployments: readonly ListedDeployment[], at: number): string | null {
  const begun = deployments
    .filter(({ createdAt }) => createdAt !== null && createdAt <= at)
    .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
  const primary = begun.find(({ status }) => status === 'PRIMARY');
  const [newest] = begun;
  if (!primary) return newest?.id ?? null;
  const rolledBackLater = newest !== primary && (primary.updatedAt ?? 0) > at;
  return rolledBackLater ? (newest?.id ?? null) : primary.id;
}
