import {
  DescribeImagesCommand,
  DescribeInstanceStatusCommand,
  DescribeInstanceTypesCommand,
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeSpotPriceHistoryCommand,
  DescribeVolumesCommand,
  type EC2Client,
  type _InstanceType,
} from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { checkAnswer, list, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import {
  ImageShape,
  InstanceShape,
  InstanceStatusShape,
  InstanceTypeShape,
  SpotPriceShape,
  VolumeShape,
  type Ec2Image,
  type Ec2Instance,
  type Ec2InstanceStatus,
  type Ec2InstanceType,
  type Ec2Volume,
  type SpotPrice,
} from './ec2-shapes.js';
import { allPages, chunks } from './pages.js';

/** EC2 takes at most so many values in one filter. */
const FILTER_VALUES = 200;
const LANE = { lane: 'fresh' } as const;

/** Reads of Amazon EC2's instances and what they are made of. Lists are always paged: see limits.ts. */
export class Ec2Operations {
  constructor(
    private readonly client: EC2Client,
    private readonly caller: AwsCaller,
  ) {}

  /** Every instance of the region, terminated ones included while EC2 remembers them. */
  instances(): Promise<Ec2Instance[]> {
    const shape = z.object({
      Reservations: list(z.object({ OwnerId: z.string(), Instances: list(InstanceShape) })),
      NextToken: text,
    });
    return allPages(async (NextToken) => {
      const answer = await this.caller.call('ec2:DescribeInstances', LANE, () =>
        this.client.send(new DescribeInstancesCommand({ NextToken, MaxResults: 500 })),
      );
      const page = checkAnswer('ec2:DescribeInstances', shape, answer);
      const items = page.Reservations.flatMap(({ OwnerId, Instances }) =>
        Instances.map((instance) => ({ ...instance, ownerId: OwnerId })),
      );
      return { items, next: page.NextToken };
    });
  }

  /** Status checks and scheduled events of the running instances. */
  instanceStatuses(): Promise<Ec2InstanceStatus[]> {
    const shape = z.object({ InstanceStatuses: list(InstanceStatusShape), NextToken: text });
    return allPages(async (NextToken) => {
      const answer = await this.caller.call('ec2:DescribeInstanceStatus', LANE, () =>
        this.client.send(new DescribeInstanceStatusCommand({ NextToken, MaxResults: 1000 })),
      );
      const page = checkAnswer('ec2:DescribeInstanceStatus', shape, answer);
      return { items: page.InstanceStatuses, next: page.NextToken };
    });
  }

  /** Every size of these families (`m5`, `t4g`). By filter: a type that the region does not have fails nothing. */
  async instanceTypes(families: readonly string[]): Promise<Ec2InstanceType[]> {
    const shape = z.object({ InstanceTypes: list(InstanceTypeShape), NextToken: text });
    const read = (part: readonly string[]): Promise<Ec2InstanceType[]> =>
      allPages(async (NextToken) => {
        const Filters = [{ Name: 'instance-type', Values: part.map((family) => `${family}.*`) }];
        const answer = await this.caller.call('ec2:DescribeInstanceTypes', LANE, () =>
          this.client.send(new DescribeInstanceTypesCommand({ Filters, NextToken, MaxResults: 100 })),
        );
        const page = checkAnswer('ec2:DescribeInstanceTypes', shape, answer);
        return { items: page.InstanceTypes, next: page.NextToken };
      });
    return (await Promise.all(chunks(families, FILTER_VALUES).map(read))).flat();
  }

  /** Those of these images that exist, deprecated and disabled ones too. By filter: a missing one fails nothing. */
  async images(ids: readonly string[]): Promise<Ec2Image[]> {
    const shape = z.object({ Images: list(ImageShape), NextToken: text });
    const read = (part: string[]): Promise<Ec2Image[]> =>
      allPages(async (NextToken) => {
        const input = {
          Filters: [{ Name: 'image-id', Values: part }],
          IncludeDeprecated: true,
          IncludeDisabled: true,
          NextToken,
        };
        const answer = await this.caller.call('ec2:DescribeImages', LANE, () =>
          this.client.send(new DescribeImagesCommand(input)),
        );
        const page = checkAnswer('ec2:DescribeImages', shape, answer);
        return { items: page.Images, next: page.NextToken };
      });
    return (await Promise.all(chunks(ids, FILTER_VALUES).map(read))).flat();
  }

  /** Names of the key pairs that the account has in the region. */
  async keyPairNames(): Promise<string[]> {
    const answer = await this.caller.call('ec2:DescribeKeyPairs', LANE, () =>
      this.client.send(new DescribeKeyPairsCommand({ IncludePublicKey: false })),
    );
    const shape = z.object({ KeyPairs: list(z.object({ KeyName: text })) });
    return checkAnswer('ec2:DescribeKeyPairs', shape, answer).KeyPairs.flatMap(
      ({ KeyName }) => KeyName ?? [],
    );
  }

  volumes(): Promise<Ec2Volume[]> {
    const shape = z.object({ Volumes: list(VolumeShape), NextToken: text });
    return allPages(async (NextToken) => {
      const answer = await this.caller.call('ec2:DescribeVolumes', LANE, () =>
        this.client.send(new DescribeVolumesCommand({ NextToken, MaxResults: 500 })),
      );
      const page = checkAnswer('ec2:DescribeVolumes', shape, answer);
      return { items: page.Volumes, next: page.NextToken };
    });
  }

  /** Prices of Linux Spot instances of these types that hold since `at` (epoch ms), in every zone. */
  spotPrices(types: readonly string[], at: number): Promise<SpotPrice[]> {
    const shape = z.object({ SpotPriceHistory: list(SpotPriceShape), NextToken: text });
    return allPages(async (NextToken) => {
      const input = {
        InstanceTypes: [...types] as _InstanceType[],
        ProductDescriptions: ['Linux/UNIX'],
        StartTime: new Date(at),
        NextToken,
        MaxResults: 1000,
      };
      const answer = await this.caller.call('ec2:DescribeSpotPriceHistory', LANE, () =>
        this.client.send(new DescribeSpotPriceHistoryCommand(input)),
      );
      const page = checkAnswer('ec2:DescribeSpotPriceHistory', shape, answer);
      return { items: page.SpotPriceHistory, next: page.NextToken };
    });
  }
}
