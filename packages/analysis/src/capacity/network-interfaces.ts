/** Interfaces by size. Source: EC2 user guide, "Maximum IP addresses per network interface". */
const BY_SIZE: Readonly<Record<string, number>> = {
  medium: 2,
  large: 3,
  xlarge: 4,
  '2xlarge': 4,
  '4xlarge': 8,
  '8xlarge': 8,
  '9xlarge': 8,
  '12xlarge': 8,
  '16xlarge': 15,
  '18xlarge': 15,
  '24xlarge': 15,
};

/** Current general, compute and memory families; burstable ones have limits of their own. */
const REGULAR = /^(?:m[5-8]|c[5-8]|r[5-8])(?:a|g|i|gd|ad|id|d|n)?$/;
const BURSTABLE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  t3: { nano: 2, micro: 2, small: 3, medium: 3, large: 3, xlarge: 4, '2xlarge': 4 },
  t3a: { nano: 2, micro: 2, small: 2, medium: 3, large: 3, xlarge: 4, '2xlarge': 4 },
  t4g: { nano: 2, micro: 2, small: 3, medium: 3, large: 3, xlarge: 4, '2xlarge': 4 },
};

/**
 * How many tasks of network mode awsvpc an instance can hold: its interfaces without its own. Null where the type is
 * not in the table, or where ENI trunking raises the limit to one that is not in it.
 */
export function taskInterfaces(instanceType: string, trunking: boolean): number | null {
  if (trunking) return null;
  const [family = '', size = ''] = instanceType.split('.');
  const most = BURSTABLE[family]?.[size] ?? (REGULAR.test(family) ? BY_SIZE[size] : undefined);
  return most === undefined ? null : most - 1;
}
