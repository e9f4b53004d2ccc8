import { AwsError } from '../../aws-error.js';
import { text } from '../../request/record.js';
import { isNamed, listing } from './list.js';

export const describeDBInstances = listing({
  name: 'DescribeDBInstances',
  resources: ['DBInstanceIdentifier'],
  member: 'DBInstances',
  filters: {
    'db-instance-id': ['DBInstanceIdentifier', 'DBInstanceArn'],
    'db-cluster-id': ['DBClusterIdentifier'],
    'dbi-resource-id': ['DbiResourceId'],
    engine: ['Engine'],
  },
  find(call) {
    const named = call.params.string('DBInstanceIdentifier');
    const all = call.view.dbInstances();
    if (named === undefined) return all;
    const found = all.filter((one) => isNamed(one, named, 'DBInstanceIdentifier', 'DBInstanceArn'));
    if (found.length > 0) return found;
    throw new AwsError('DBInstanceNotFound', `DBInstance ${named.toLowerCase()} not found.`, 404);
  },
  keyOf: (instance) => text(instance, 'DBInstanceIdentifier'),
});

export const describeDBClusters = listing({
  name: 'DescribeDBClusters',
  resources: ['DBClusterIdentifier'],
  member: 'DBClusters',
  filters: {
    'clone-group-id': ['CloneGroupId'],
    'db-cluster-id': ['DBClusterIdentifier', 'DBClusterArn'],
    'db-cluster-resource-id': ['DbClusterResourceId'],
    engine: ['Engine'],
  },
  find(call) {
    call.params.boolean('IncludeShared');
    const named = call.params.string('DBClusterIdentifier');
    const all = call.view.databases.clusters();
    if (named === undefined) return all;
    const found = all.filter((one) => isNamed(one, named, 'DBClusterIdentifier', 'DBClusterArn'));
    if (found.length > 0) return found;
    throw new AwsError('DBClusterNotFoundFault', `DBCluster ${named.toLowerCase()} not found.`, 404);
  },
  keyOf: (cluster) => text(cluster, 'DBClusterIdentifier'),
});
