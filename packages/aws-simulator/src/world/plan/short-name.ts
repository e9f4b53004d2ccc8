/** A name that fits, in lower case; the number at its end stays, for it tells the copies of a large fleet apart. */
export function shortName(name: string, most: number): string {
  const number = /-?\d*$/.exec(name)?.[0] ?? '';
  const fits = name.length <= most ? name : name.slice(0, most - number.length) + number;
  return fits.toLowerCase();
}
