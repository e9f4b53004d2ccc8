/** SQL for the instant that a bound number of epoch milliseconds means. */
export function instantOf(placeholder: string): string {
  return `to_timestamp(${placeholder}::float8 / 1000)`;
}
