/** What an actor may do; routes and verbs name the same permission. */
export const PERMISSIONS = [
  'fleet.read',
  'logs.read',
  'recommendation.write',
  'collection.read',
  'collection.write',
  'scope.read',
  'settings.read',
  'settings.write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who acts, with which permissions, on which scopes (`all` until there is sign-in). */
export interface Context {
  actor: string;
  permissions: readonly Permission[];
  scopes: 'all' | readonly string[];
}
