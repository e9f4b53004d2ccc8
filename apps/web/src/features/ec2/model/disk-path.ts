/** The path of `CWAgent/disk_used_percent{device=xvda1,path=/data}`; null where the agent sends none. */
export function diskPath(name: string): string | null {
  const dimensions = /\{(.*)\}$/.exec(name)?.[1]?.split(',') ?? [];
  const path = dimensions.find((each) => each.startsWith('path='));
  return path === undefined ? null : path.slice('path='.length);
}

/** The root disk first, then by path. */
export function rootFirst(a: string, b: string): number {
  const [x, y] = [diskPath(a) ?? a, diskPath(b) ?? b];
  if (x === y) return 0;
  if (x === '/' || y === '/') return x === '/' ? -1 : 1;
  return x < y ? -1 : 1;
}
