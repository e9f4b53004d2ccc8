import type { AwsRecord } from '../../world/types.js';

/** A member that the world always sets as text; its absence is a fault of the simulator and is said so. */
export function text(record: AwsRecord, member: string): string {
  const value = record[member];
  if (typeof value !== 'string')
    throw new TypeError(`The world gave a record without the text member ${member}.`);
  return value;
}

export function optionalText(record: AwsRecord, member: string): string | undefined {
  const value = record[member];
  return typeof value === 'string' ? value : undefined;
}

export function records(record: AwsRecord, member: string): AwsRecord[] {
  const value = record[member];
  return Array.isArray(value) ? (value as AwsRecord[]) : [];
}

export function nested(record: AwsRecord, member: string): AwsRecord {
  const value = record[member];
  return typeof value === 'object' && value !== null ? (value as AwsRecord) : {};
}

/** A request member as a list of strings, for matching only: anything else is left out. */
export function looseStrings(input: AwsRecord, ...members: string[]): string[] {
  return members.flatMap((member) => {
    const value = input[member];
    return (Array.isArray(value) ? value : [value]).filter(
      (item): item is string => typeof item === 'string',
    );
  });
}
