/**
 * Grouping accuracy (Zhu et al., ICSE 2019): the share of lines whose group holds all lines of their event and no other.
 */
export function groupingAccuracy(events: readonly string[], groups: readonly string[]): number {
  const sizes = new Map<string, number>();
  for (const event of events) sizes.set(event, (sizes.get(event) ?? 0) + 1);
  const members = new Map<string, string[]>();
  groups.forEach((group, i) => {
    const held = members.get(group) ?? [];
    held.push(events[i] as string);
    members.set(group, held);
  });
  let right = 0;
  for (const held of members.values()) {
    const [first] = held;
    if (held.length === sizes.get(first as string) && held.every((event) => event === first))
      right += held.length;
  }
  return right / events.length;
}
