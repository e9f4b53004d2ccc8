export const NAVIGATION = [
  { key: 'overview', href: '/', letter: 'o', group: 0 },
  { key: 'clusters', href: '/clusters', letter: 'c', group: 0 },
  { key: 'tasks', href: '/tasks', letter: 't', group: 0 },
  { key: 'ec2', href: '/ec2', letter: 'e', group: 0 },
  { key: 'rds', href: '/rds', letter: 'r', group: 0 },
  { key: 'recommendations', href: '/recommendations', letter: 'm', group: 1 },
  { key: 'collection', href: '/collection', letter: 's', group: 2 },
  { key: 'settings', href: '/settings/labels', letter: 'l', group: 2 },
] as const;
export type NavigationItem = (typeof NAVIGATION)[number];

/** Services and task definitions belong to the clusters entry. */
export function isActive(item: NavigationItem, pathname: string): boolean {
  if (item.href === '/') return pathname === '/';
  const inside = (prefix: string): boolean => pathname === prefix || pathname.startsWith(`${prefix}/`);
  return (
    inside(item.href) || (item.key === 'clusters' && (inside('/services') || inside('/task-definitions')))
  );
}
