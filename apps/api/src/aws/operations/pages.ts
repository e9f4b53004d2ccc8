/** Every item of a paged operation, in order. Stops at a token that repeats, which would never end. */
export async function allPages<T>(
  page: (token: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let token: string | undefined;
  for (;;) {
    const answer = await page(token);
    items.push(...answer.items);
    if (answer.next === null || answer.next === token) return items;
    token = answer.next;
  }
}

/** Lists of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let i = 0; i < items.length; i += size) parts.push(items.slice(i, i + size));
  return parts;
}
