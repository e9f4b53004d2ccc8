import {
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import type { AwsAction } from '@danji/shared';
import { z } from 'zod';
import { checkAnswer, list, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import {
  InterfaceShape,
  RouteTableShape,
  SecurityGroupShape,
  SubnetShape,
  VpcShape,
  type NetworkInterface,
  type RouteTable,
  type SecurityGroup,
  type Subnet,
  type Vpc,
} from './network-shapes.js';
import { allPages } from './pages.js';

interface Paging {
  NextToken: string | undefined;
  MaxResults: number;
}

/** Reads of the network that instances and tasks stand in: it is part of EC2's API. */
export class NetworkOperations {
  constructor(
    private readonly client: EC2Client,
    private readonly caller: AwsCaller,
  ) {}

  securityGroups(): Promise<SecurityGroup[]> {
    return this.all('ec2:DescribeSecurityGroups', 'SecurityGroups', SecurityGroupShape, 1000, (paging) =>
      this.client.send(new DescribeSecurityGroupsCommand(paging)),
    );
  }

  subnets(): Promise<Subnet[]> {
    return this.all('ec2:DescribeSubnets', 'Subnets', SubnetShape, 1000, (paging) =>
      this.client.send(new DescribeSubnetsCommand(paging)),
    );
  }

  vpcs(): Promise<Vpc[]> {
    return this.all('ec2:DescribeVpcs', 'Vpcs', VpcShape, 1000, (paging) =>
      this.client.send(new DescribeVpcsCommand(paging)),
    );
  }

  routeTables(): Promise<RouteTable[]> {
    return this.all('ec2:DescribeRouteTables', 'RouteTables', RouteTableShape, 100, (paging) =>
      this.client.send(new DescribeRouteTablesCommand(paging)),
    );
  }

  interfaces(): Promise<NetworkInterface[]> {
    return this.all('ec2:DescribeNetworkInterfaces', 'NetworkInterfaces', InterfaceShape, 1000, (paging) =>
      this.client.send(new DescribeNetworkInterfacesCommand(paging)),
    );
  }

  private all<Item extends z.ZodType>(
    action: AwsAction,
    member: string,
    item: Item,
    MaxResults: number,
    send: (paging: Paging) => Promise<unknown>,
  ): Promise<z.output<Item>[]> {
    const shape = z.object({ [member]: list(item), NextToken: text });
    return allPages(async (NextToken) => {
      const answer = await this.caller.call(action, { lane: 'fresh' }, () => send({ NextToken, MaxResults }));
      const page = checkAnswer(action, shape, answer) as Record<string, unknown>;
      return { items: page[member] as z.output<Item>[], next: page['NextToken'] as string | null };
    });
  }
}
