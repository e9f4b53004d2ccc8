/** Whether one of the names fits a glob of `*` and `?`, whatever its case; no glob fits everything. */
export function fits(glob: string | undefined, ...names: (string | undefined)[]): boolean {
  if (glob === undefined) return true;
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${pattern}$`, 'i');
  return names.some((name) => name !== undefined && expression.test(name));
}
