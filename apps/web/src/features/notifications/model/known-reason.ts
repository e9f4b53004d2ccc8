/** Why a message was not sent, where the API says so itself; what receivers answer is shown as it came. */
const KNOWN = {
  silenced: 'silenced',
  'over while it was silenced': 'overSilenced',
  'told with its beginning': 'toldTogether',
  'the incident is open again': 'openAgain',
  'its beginning was not told': 'notTold',
  'its channel is off': 'off',
  'its channel was removed': 'removed',
  'its incident was taken over': 'merged',
  'taken over by another incident': 'merged',
} as const;
export type KnownReason = (typeof KNOWN)[keyof typeof KNOWN];

export function knownReason(error: string): KnownReason | null {
  return Object.hasOwn(KNOWN, error) ? KNOWN[error as keyof typeof KNOWN] : null;
}
