const compiled = new Map<string, RegExp>();

/** `*` stands for any text; an absent pattern matches all. Case matters, as in AWS's names. */
export function globMatches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern === '*') return true;
  let expression = compiled.get(pattern);
  if (!expression) {
    const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    expression = new RegExp(`^${escaped.join('.*')}$`, 's');
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}
