import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call, Operation } from '../../operation.js';
import { looseStrings, nested, optionalText, records } from '../../request/record.js';
import { checkArns, noGroup } from './lists.js';

const INCLUDE = ['AnomalyDetection', 'All'] as const;

export const describeTargetHealth: Operation = {
  service: 'elasticloadbalancing',
  name: 'DescribeTargetHealth',
  bucket: () => ({ bucket: 'elasticloadbalancing:describe', cost: 1 }),
  resources: (input) => looseStrings(input, 'TargetGroupArn'),
  run(call) {
    const arn = call.params.requiredString('TargetGroupArn');
    checkArns([arn], 'targetgroup');
    call.params.manyOf('Include', INCLUDE);
    const targets = call.view.loadBalancing.targetHealth(arn);
    if (!targets) throw noGroup();
    return { TargetHealthDescriptions: asked(call, targets) };
  },
};

/** Only the targets that were asked for; one that is not registered is `unused`, as AWS says it. */
function asked(call: Call, targets: AwsRecord[]): AwsRecord[] {
  const wanted = records(call.input, 'Targets');
  if (wanted.length === 0) return targets;
  return wanted.flatMap((target) => {
    const id = optionalText(target, 'Id');
    if (id === undefined) throw new AwsError('ValidationError', 'A value for Id must be specified');
    const port = target['Port'];
    const found = targets.filter(({ Target }) => isTarget(Target, id, port));
    return found.length > 0 ? found : [unregistered(id, port)];
  });
}

function isTarget(target: unknown, id: string, port: unknown): boolean {
  const { Id, Port } = nested({ target }, 'target');
  return Id === id && (port === undefined || String(Port) === String(port));
}

function unregistered(id: string, port: unknown): AwsRecord {
  return {
    Target: { Id: id, ...(port === undefined ? {} : { Port: Number(port) }) },
    TargetHealth: {
      State: 'unused',
      Reason: 'Target.NotRegistered',
      Description: 'Target is not registered to the target group',
    },
  };
}
