import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LaunchTypeCost, ResourceItem } from '@danji/shared';
import type { Browser } from 'playwright-core';
import { api, launch, open, resources, visitor } from '../site';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const launchTypeOf = ({ attributes }: ResourceItem): unknown => attributes.launchType;

describe('the launch types', () => {
  it.each(['FARGATE', 'EC2'])(
    'a service on %s shows what its tasks cost here and on the other',
    async (type) => {
      const services = await resources('kind=ecs_service&limit=100&environment=prod');
      const service = services.find(
        (each) =>
          launchTypeOf(each) === type &&
          each.attributes.taskCpu !== null &&
          each.attributes.taskMemory !== null,
      );
      expect(service).toBeDefined();
      const cost = await api<LaunchTypeCost>(`/resources/${service!.id}/launch-type-cost`);
      const { context, page } = await visitor(browser);
      await open(page, `/services/${service!.id}?tab=configuration`);
      const panel = page.getByRole('region', { name: 'Fargate or EC2' });
      const dollars = (usd: number): string =>
        usd >= 100 ? `$${Math.round(usd).toLocaleString('en-US')}` : `$${usd.toFixed(2)}`;
      const fargate = panel.getByTestId('fargate-cost');
      const ec2 = panel.getByTestId('ec2-cost');
      await fargate.waitFor();
      expect(cost.fargateUsd).toBeGreaterThan(0);
      expect(cost.ec2?.monthlyUsd).toBeGreaterThan(0);
      expect(await fargate.innerText()).toContain(`${dollars(cost.fargateUsd!)} a month`);
      expect(await ec2.innerText()).toContain(`${dollars(cost.ec2!.monthlyUsd)} a month`);
      expect(await ec2.innerText()).toContain(cost.ec2!.type);
      expect(await (type === 'EC2' ? ec2 : fargate).innerText()).toContain('runs here now');
      expect(await panel.innerText()).toMatch(
        cost.fargateUsd! > cost.ec2!.monthlyUsd
          ? /EC2 is \$[\d,.]+ a month cheaper/
          : /Fargate is \$[\d,.]+ a month cheaper/,
      );
      await context.close();
    },
  );
});
