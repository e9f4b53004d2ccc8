/**
 * An error as AWS names it. `code` is the code of the service's model (`ClusterNotFoundException`); protocols shape
 * it: `__type` in JSON, `<Code>` in query XML. `sender` false marks a fault of the service (5xx).
 */
export class AwsError extends Error {
  readonly sender: boolean;

  constructor(
    readonly code: string,
    message: string,
    readonly status: number = 400,
  ) {
    super(message);
    this.name = code;
    this.sender = status < 500;
  }
}
