import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call } from '../../operation.js';
import { optionalText, text } from '../../request/record.js';
import { listing } from './list.js';

export const describePendingMaintenanceActions = listing({
  name: 'DescribePendingMaintenanceActions',
  resources: ['ResourceIdentifier'],
  member: 'PendingMaintenanceActions',
  filters: { 'db-instance-id': namesOf, 'db-cluster-id': namesOf },
  find(call) {
    const arn = call.params.string('ResourceIdentifier');
    if (arn !== undefined && !known(call).has(arn)) {
      throw new AwsError('ResourceNotFoundFault', `The specified resource ${arn} was not found.`, 404);
    }
    const all = call.view.databases.pendingMaintenance();
    return arn === undefined ? all : all.filter((one) => one['ResourceIdentifier'] === arn);
  },
  keyOf: (resource) => text(resource, 'ResourceIdentifier'),
});

/** A filter takes identifiers and ARNs. */
function namesOf(resource: AwsRecord): string[] {
  const arn = text(resource, 'ResourceIdentifier');
  return [arn, arn.slice(arn.lastIndexOf(':') + 1)];
}

function known(call: Call): Set<string> {
  const arns = (records: AwsRecord[], member: string) =>
    records.flatMap((record) => optionalText(record, member) ?? []);
  return new Set([
    ...arns(call.view.dbInstances(), 'DBInstanceArn'),
    ...arns(call.view.databases.clusters(), 'DBClusterArn'),
  ]);
}

export const describeCertificates = listing({
  name: 'DescribeCertificates',
  resources: ['CertificateIdentifier'],
  member: 'Certificates',
  find(call) {
    const id = call.params.string('CertificateIdentifier');
    const all = call.view.databases.certificates();
    if (id === undefined) return all;
    const found = all.filter((one) => one['CertificateIdentifier'] === id);
    if (found.length > 0) return found;
    throw new AwsError('CertificateNotFound', `Certificate not found: ${id}`, 404);
  },
  keyOf: (certificate) => text(certificate, 'CertificateIdentifier'),
  also: () => ({ DefaultCertificateForNewLaunches: 'rds-ca-rsa2048-g1' }),
});

export const describeDBParameters = listing({
  name: 'DescribeDBParameters',
  resources: ['DBParameterGroupName'],
  member: 'Parameters',
  filters: { 'parameter-name': ['ParameterName'] },
  find(call) {
    const group = call.params.requiredString('DBParameterGroupName');
    const source = call.params.oneOf('Source', ['user', 'system', 'engine-default']);
    const all = call.view.databases.parameters(group);
    if (!all) throw new AwsError('DBParameterGroupNotFound', `DBParameterGroup not found: ${group}`, 404);
    return source === undefined ? all : all.filter((one) => one['Source'] === source);
  },
  keyOf: (parameter) => text(parameter, 'ParameterName'),
});
