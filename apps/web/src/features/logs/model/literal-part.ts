const WILDCARD = '<*>';

/** The longest run of words of a template that stands in every line of it: what the lines can be searched by. */
export function literalPart(template: string): string {
  const parts = template.split(WILDCARD).map((part) => part.trim());
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
