import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import { text } from '../../request/record.js';
import { listing } from './list.js';

export const describeDBEngineVersions = listing({
  name: 'DescribeDBEngineVersions',
  resources: ['Engine'],
  member: 'DBEngineVersions',
  filters: {
    'db-parameter-group-family': ['DBParameterGroupFamily'],
    engine: ['Engine'],
    'engine-version': ['EngineVersion'],
    status: ['Status'],
  },
  find(call) {
    const engine = call.params.string('Engine');
    const version = call.params.string('EngineVersion');
    const family = call.params.string('DBParameterGroupFamily');
    const all = call.view.databases.engineVersions().filter(
      (one) =>
        (engine === undefined || one['Engine'] === engine) &&
        // A major version names all of its minor ones.
        (version === undefined ||
          one['EngineVersion'] === version ||
          one['MajorEngineVersion'] === version) &&
        (family === undefined || one['DBParameterGroupFamily'] === family),
    );
    call.params.boolean('IncludeAll');
    return call.params.boolean('DefaultOnly') ? defaults(all) : all;
  },
  keyOf: (_version, index) => String(index).padStart(6, '0'),
});

/** The newest of each engine. */
function defaults(versions: AwsRecord[]): AwsRecord[] {
  return [...new Map(versions.map((one) => [text(one, 'Engine'), one])).values()];
}

export const describeDBMajorEngineVersions = listing({
  name: 'DescribeDBMajorEngineVersions',
  resources: ['Engine'],
  member: 'DBMajorEngineVersions',
  find(call) {
    const engine = call.params.string('Engine');
    const major = call.params.string('MajorEngineVersion');
    if ([engine, major].some((value) => value !== undefined && value.length > 50)) {
      throw new AwsError(
        'InvalidParameterValue',
        'Engine and MajorEngineVersion have at most 50 characters.',
      );
    }
    return call.view.databases
      .majorEngineVersions()
      .filter(
        (one) =>
          (engine === undefined || one['Engine'] === engine) &&
          (major === undefined || one['MajorEngineVersion'] === major),
      );
  },
  keyOf: (_version, index) => String(index).padStart(6, '0'),
});
