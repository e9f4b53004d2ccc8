/** One account as one role sees it, in one region. */
export interface PlaceKey {
  scopeId: string;
  region: string;
}

export function placeName({ scopeId, region }: PlaceKey): string {
  return `${scopeId}/${region}`;
}
