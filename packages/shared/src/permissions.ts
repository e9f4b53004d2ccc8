/** What an actor may do; routes and verbs name the same permission. */
export const PERMISSIONS = [
  'fleet.read',
  'event.write',
  'logs.read',
  'recommendation.write',
  'report.write',
  'alert.read',
  'alert.write',
  'collection.read',
  'collection.write',
  'scope.read',
  'settings.read',
  'settings.write',
  'token.read',
  'token.write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who acts, with which permissions, on which scopes (`all` until there is sign-in). */
export interface Context {
  actor: string;
  permissions: readonly Permission[];
  scopes: 'all' | readonly string[];
  /** The token that it came with; absent for a person at the browser. */
  token?: { id: string; name: string };
}
