/** A record with AWS's own member names; in a file of its own so that each domain's view and the seam can share it. */
export type AwsRecord = { [member: string]: unknown };
