import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { z } from 'zod';
import { checkAnswer } from '../answer.js';
import type { AwsCaller } from '../caller.js';

const AnswerShape = z.object({ Account: z.string(), Arn: z.string() });

/** Who we are for AWS: the account number and the caller's ARN. */
export async function callerIdentity(
  client: STSClient,
  caller: AwsCaller,
): Promise<{ accountId: string; arn: string }> {
  const answer = await caller.call('sts:GetCallerIdentity', { lane: 'interactive' }, () =>
    client.send(new GetCallerIdentityCommand({})),
  );
  const { Account, Arn } = checkAnswer('sts:GetCallerIdentity', AnswerShape, answer);
  return { accountId: Account, arn: Arn };
}
