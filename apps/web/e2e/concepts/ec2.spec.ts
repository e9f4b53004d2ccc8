import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ContainerInstanceAttributes,
  Ec2InstanceAttributes,
  EventItem,
  ImageAttributes,
  List,
  ResourceItem,
  SecurityGroupAttributes,
  SubnetAttributes,
} from '@danji/shared';
import type { Browser, Page } from 'playwright-core';
import { api, launch, open, resources, visitor } from '../site';

let browser: Browser;
let instances: ResourceItem[];
beforeAll(async () => {
  browser = await launch();
  instances = await resources('kind=ec2_instance&limit=200');
});
afterAll(() => browser.close());

const of = <T>(item: ResourceItem): T => item.attributes as unknown as T;
const detailsOf = (item: ResourceItem): Ec2InstanceAttributes => of<Ec2InstanceAttributes>(item);

/** An instance for which something holds; the demo fleet must have one. */
function some(holds: (details: Ec2InstanceAttributes, item: ResourceItem) => boolean): ResourceItem {
  const found = instances.find((item) => holds(detailsOf(item), item));
  if (!found) throw new Error('The demo fleet has no such instance.');
  return found;
}

/** What stands beside a name in a list of facts. */
const fact = (page: Page, name: string): Promise<string> =>
  page
    .locator('dt')
    .getByText(name, { exact: true })
    .first()
    .locator('xpath=ancestor-or-self::dt/following-sibling::dd[1]')
    .innerText();

async function onPage(path: string, read: (page: Page) => Promise<void>): Promise<void> {
  const { context, page, complaints } = await visitor(browser);
  await open(page, path);
  await read(page);
  expect(complaints).toEqual([]);
  await context.close();
}

describe('an instance: created when needed, paid for by use', () => {
  it('shows type, family, generation, size, price and purchase, and leads to its group with its activities', async () => {
    const item = some((each, { parentId }) => each.lifecycle === 'on-demand' && parentId !== null);
    const details = detailsOf(item);
    const [, family = '', generation = ''] = /^([a-z]+)(\d+)/.exec(details.instanceType) ?? [];
    await onPage(`/ec2/${item.id}`, async (page) => {
      const type = await fact(page, 'Type');
      expect(type).toContain(details.instanceType);
      expect(type).toContain(`Family ${family}, generation ${generation}`);
      expect(type).toContain(`${details.vcpus} vCPU`);
      expect(await fact(page, 'Purchase')).toBe('on-demand');
      expect(await fact(page, 'List price')).toContain(`$${details.hourlyUsd} an hour`);
      expect(await fact(page, 'Auto Scaling group')).toBe(details.autoScalingGroup);
      await page
        .getByRole('link', { name: details.autoScalingGroup ?? '', exact: true })
        .last()
        .click();
      await page.getByRole('heading', { name: 'Activities' }).waitFor();
      expect(page.url()).toContain(item.parentId ?? '');
    });
  });
});

describe('an image', () => {
  it('is shown with name, owner and age in days, and is old after half a year', async () => {
    const item = some(({ image }) => image?.createdAt != null && !image.missing);
    const image = detailsOf(item).image;
    const days = Math.floor((Date.now() - Date.parse(image?.createdAt ?? '')) / 86_400_000);
    await onPage(`/ec2/${item.id}`, async (page) => {
      expect(await fact(page, 'Image (AMI)')).toContain(image?.name);
      expect(await fact(page, 'Image owner')).toBe(image?.owner);
      expect(await fact(page, 'Image age')).toMatch(new RegExp(`^${days.toLocaleString('en')} days?`));
    });
  });

  it('that AWS no longer has is said to be missing, and one that is deprecated since when', async () => {
    const images = await resources('kind=image&limit=200');
    const missing = some(({ image }) => image?.missing === true);
    await onPage(`/ec2/${missing.id}`, async (page) => {
      expect(await fact(page, 'Image (AMI)')).toContain('missing: AWS no longer knows it');
    });
    const deprecated = images.find((image) => {
      const { deprecatedAt } = of<ImageAttributes>(image);
      return deprecatedAt !== null && Date.parse(deprecatedAt) < Date.now();
    });
    expect(deprecated).toBeDefined();
    await onPage(`/images/${deprecated?.id}`, async (page) => {
      await page.getByText('the image is deprecated').waitFor();
    });
  });
});

describe('security group and key pair', () => {
  it('say in words who may come in from the whole internet, and whether the key pair still exists', async () => {
    const groups = await resources('kind=security_group&status=warning&limit=100');
    const open22 = groups.find((group) =>
      of<SecurityGroupAttributes>(group).inbound.some((rule) => rule.open && rule.fromPort === 22),
    );
    const item = some((each) => each.securityGroups.some(({ resourceId }) => resourceId === open22?.id));
    await onPage(`/ec2/${item.id}`, async (page) => {
      expect(await fact(page, 'Security groups')).toContain('22/tcp from the whole internet');
      const key = await fact(page, 'Key pair');
      const { keyName, keyPresent } = detailsOf(item);
      expect(key).toContain(keyName ?? 'none');
      if (keyPresent !== null) expect(key.includes('exists in this account')).toBe(keyPresent);
    });
    await onPage('/network', async (page) => {
      const rows = page.getByRole('table', { name: 'Security groups' }).locator('tbody tr');
      const texts = await rows.allInnerTexts();
      const first = texts.slice(0, groups.length);
      expect(first.every((text) => text.includes('from the whole internet'))).toBe(true);
      const row = first.find((text) => text.includes(open22?.name ?? '')) ?? '';
      expect(row).toContain('22/tcp from the whole internet');
      expect(row).toContain(item.name);
    });
  });
});

describe('network, subnet, zone', () => {
  it('shows free addresses, reach and zone of each subnet, and how the zones are loaded', async () => {
    const subnets = await resources('kind=subnet&limit=200');
    await onPage('/network', async (page) => {
      for (const subnet of subnets) {
        const details = of<SubnetAttributes>(subnet);
        const row = page.locator(`tr[data-row="${subnet.id}"]`);
        const text = await row.innerText();
        expect(text).toContain(details.availabilityZone);
        expect(text).toContain(details.cidr);
        expect(text).toMatch(/[\d,]+ of [\d,]+/);
        expect(text).toContain(` of ${details.totalAddresses.toLocaleString('en')}`);
        expect(text).toContain(details.public ? 'public' : 'private');
      }
      const zones = new Set(subnets.map((subnet) => of<SubnetAttributes>(subnet).availabilityZone));
      for (const zone of zones)
        await page
          .getByRole('img', { name: new RegExp(`^${zone}: [\\d,]+ interface`) })
          .first()
          .waitFor();
    });
  });

  it('stands beside each instance, on the list and on its page', async () => {
    const item = some(({ subnet }) => subnet?.public === false);
    const { availabilityZone, vpcId, subnet } = detailsOf(item);
    await onPage('/ec2', async (page) => {
      const row = await page.locator(`tr[data-row="${item.id}"]`).innerText();
      expect(row).toContain(`${availabilityZone?.split('-').at(-1)}, private`);
      expect(row).toContain(subnet?.name ?? subnet?.id);
    });
    await onPage(`/ec2/${item.id}`, async (page) => {
      expect(await fact(page, 'Zone')).toBe(availabilityZone);
      expect(await fact(page, 'VPC')).toBe(vpcId);
      expect(await fact(page, 'From outside')).toBe('private subnet');
    });
  });
});

describe('the EC2 launch type', () => {
  it('shows what Spot saves against the list price', async () => {
    const item = some((each) => each.spotUsd !== null && each.hourlyUsd !== null);
    const { spotUsd, hourlyUsd } = detailsOf(item);
    const saved = Math.round((1 - Number(spotUsd) / Number(hourlyUsd)) * 100);
    await onPage(`/ec2/${item.id}`, async (page) => {
      expect(await fact(page, 'Purchase')).toBe('Spot');
      expect(await fact(page, 'Spot price now')).toContain(`${saved} % below the list price`);
    });
  });

  it('shows how current the agent is, by the newest of the fleet, and what AWS means to do', async () => {
    const hosts = await resources('kind=ecs_container_instance&limit=500');
    const item = some((each) => each.containerInstanceId !== null);
    const host = hosts.find(({ id }) => id === detailsOf(item).containerInstanceId);
    const version = of<ContainerInstanceAttributes>(host as ResourceItem).agentVersion ?? '';
    const newest = hosts
      .flatMap((each) => of<ContainerInstanceAttributes>(each).agentVersion ?? [])
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))[0];
    await onPage(`/ec2/${item.id}`, async (page) => {
      const said = await fact(page, 'Agent version');
      expect(said).toContain(version);
      expect(said).toContain(version === newest ? 'the newest in this fleet' : `in this fleet, ${newest}`);
      expect(await fact(page, 'Operating system')).toBe('passes');
    });
    const retired = some((each) => (each.scheduledEvents?.length ?? 0) > 0);
    await onPage(`/ec2/${retired.id}`, async (page) => {
      expect(await fact(page, 'AWS will')).toContain(detailsOf(retired).scheduledEvents?.[0]?.code);
    });
  });

  it('tells each interruption of a Spot instance as an event', async () => {
    const { items } = await api<List<EventItem>>(
      '/events?kinds=ec2&types=spot_interrupted&from=now-24h&limit=5',
    );
    for (const event of items.slice(0, 1)) {
      await onPage(`/ec2/${event.resourceId}?range=24h`, async (page) => {
        await page.getByText(event.title.en).first().waitFor();
      });
    }
    expect(items.every(({ title }) => title.en.includes('taken back by AWS (Spot)'))).toBe(true);
  });
});
