import { kindOfId } from '@/lib/resource-kind';

/** One of those that use something, or several of the same name (the instances of a group). */
export interface User {
  id: string;
  name: string | undefined;
  count: number;
}

/** What people look for first stands first. */
const ORDER = ['ecs_service', 'ecs_task', 'rds_instance', 'rds_cluster', 'load_balancer', 'ec2_instance'];

/** Users by kind and name; those of one kind and one known name are told once, with how many they are. */
export function usersOf(ids: readonly string[], names: ReadonlyMap<string, string> | undefined): User[] {
  const users = new Map<string, User>();
  for (const id of ids) {
    const name = names?.get(id);
    const key = name === undefined ? id : `${kindOfId(id)} ${name}`;
    const known = users.get(key);
    users.set(key, known ? { ...known, count: known.count + 1 } : { id, name, count: 1 });
  }
  const rank = ({ id }: User): number =>
    (ORDER.indexOf(kindOfId(id) ?? '') + ORDER.length + 1) % (ORDER.length + 1);
  return [...users.values()].sort(
    (a, b) => rank(a) - rank(b) || (a.name ?? a.id).localeCompare(b.name ?? b.id),
  );
}

/** How many resources some users are. */
export function sumOf(users: readonly User[]): number {
  return users.reduce((sum, { count }) => sum + count, 0);
}
