export const NAVIGATION = [
  { key: 'overview', href: '/', letter: 'o', group: 0 },
  { key: 'alerts', href: '/alerts', letter: 'i', group: 0 },
  { key: 'clusters', href: '/clusters', letter: 'c', group: 0 },
  { key: 'tasks', href: '/tasks', letter: 't', group: 0 },
  { key: 'jobs', href: '/jobs', letter: 'x', group: 0 },
  { key: 'logs', href: '/logs', letter: 'j', group: 0 },
  { key: 'deployments', href: '/deployments', letter: 'd', group: 0 },
  { key: 'events', href: '/events', letter: 'v', group: 0 },
  { key: 'scaling', href: '/scaling', letter: 'k', group: 0 },
  { key: 'ec2', href: '/ec2', letter: 'e', group: 0 },
  { key: 'rds', href: '/rds', letter: 'r', group: 0 },
  { key: 'loadBalancers', href: '/load-balancers', letter: 'b', group: 0 },
  { key: 'network', href: '/network', letter: 'n', group: 0 },
  { key: 'alarms', href: '/alarms', letter: 'a', group: 0 },
  { key: 'recommendations', href: '/recommendations', letter: 'm', group: 1 },
  { key: 'reports', href: '/reports/capacity', letter: 'w', group: 1 },
  { key: 'collection', href: '/collection', letter: 's', group: 2 },
  { key: 'settings', href: '/settings/labels', letter: 'l', group: 2 },
] as const;
export type NavigationItem = (typeof NAVIGATION)[number];

/** Pages without an entry of their own, by the entry that they belong to. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  clusters: ['/services', '/task-definitions', '/capacity-providers'],
  scaling: ['/auto-scaling-groups'],
  loadBalancers: ['/target-groups', '/canaries'],
  ec2: ['/volumes', '/images'],
  settings: ['/settings'],
  reports: ['/reports'],
};

export function isActive(item: NavigationItem, pathname: string): boolean {
  if (item.href === '/') return pathname === '/';
  const inside = (prefix: string): boolean => pathname === prefix || pathname.startsWith(`${prefix}/`);
  return inside(item.href) || (BELOW[item.key] ?? []).some(inside);
}
