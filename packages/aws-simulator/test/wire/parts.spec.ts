import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TokenBuckets } from '../../src/wire/limits/token-bucket.js';
import { decodeQueryInput } from '../../src/wire/protocol/query-input.js';
import { ec2Names, rdsNames } from '../../src/wire/protocol/names.js';
import { escapeXml, xmlMembers } from '../../src/wire/protocol/xml.js';
import { emptyRegion } from '../../src/wire/request/empty-region.js';
import { paginate } from '../../src/wire/request/page.js';
import { Snapshots } from '../../src/wire/request/snapshot.js';
import { statisticOf } from '../../src/wire/services/cloudwatch/statistic.js';
import { filterValueMatches } from '../../src/wire/services/ec2/filters.js';
import { compileFilterPattern } from '../../src/wire/services/logs/filter-pattern.js';

describe('paginate', () => {
  it('loses and repeats nothing that stays, whatever comes and goes between pages', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 60 });
    fc.assert(
      fc.property(ids, ids, ids, fc.integer({ min: 1, max: 9 }), (stay, first, second, size) => {
        const keep = new Set(stay);
        const lists = [first, second].map((extra) => [...stay, ...extra.filter((id) => !keep.has(id))]);
        const seen: number[] = [];
        let token: string | undefined;
        for (let page = 0; page < 200; page += 1) {
          const items = lists[page % 2] ?? [];
          const answer = paginate(items, (id) => String(id).padStart(4, '0'), {
            size,
            token,
            context: 'x',
            invalid: () => new Error('invalid'),
          });
          seen.push(...answer.items);
          token = answer.token;
          if (token === undefined) break;
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(stay.every((id) => seen.includes(id))).toBe(true);
      }),
    );
  });

  it('refuses tokens of another list, and any other text', () => {
    const page = (context: string, token?: string) =>
      paginate(['a', 'b'], (item) => item, { size: 1, token, context, invalid: () => new Error('invalid') });
    const { token } = page('mine');
    expect(page('mine', token).items).toEqual(['b']);
    expect(() => page('other', token)).toThrow('invalid');
    fc.assert(fc.property(fc.string(), (text) => expect(() => page('mine', text)).toThrow('invalid')));
  });
});

describe('query protocol', () => {
  it('reads nested lists of all three dialects', () => {
    const form = new URLSearchParams(
      'Action=X&Version=1&Filter.1.Name=a&Filter.1.Value.2=z&Filter.1.Value.1=y&MaxResults=5' +
        '&Filters.Filter.1.Name=b&Filters.Filter.1.Values.Value.1=c&Names.member.1=n&Names.member.2=m',
    );
    expect(decodeQueryInput(form)).toEqual({
      Filter: [{ Name: 'a', Value: ['y', 'z'] }],
      MaxResults: '5',
      Filters: [{ Name: 'b', Values: ['c'] }],
      Names: ['n', 'm'],
    });
  });

  it('writes lists by the names of the service and leaves undefined out', () => {
    const database = { DBInstances: [{ TagList: [{ Key: 'a<b', Value: '' }], Iops: undefined }] };
    expect(xmlMembers(database, rdsNames, '')).toBe(
      '<DBInstances><DBInstance><TagList><Tag><Key>a&lt;b</Key><Value/></Tag></TagList></DBInstance></DBInstances>',
    );
    const instance = { Instances: [{ State: { Code: 16 }, Monitoring: { State: 'disabled' }, Tags: [] }] };
    expect(xmlMembers(instance, ec2Names, '')).toBe(
      '<instancesSet><item><instanceState><code>16</code></instanceState>' +
        '<monitoring><state>disabled</state></monitoring><tagSet/></item></instancesSet>',
    );
  });

  it('escapes so that no text can break out of its element', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeXml(text)).not.toMatch(/[<>"]|[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
      }),
    );
  });
});

describe('token buckets', () => {
  it('allow a burst, refill by time and let a cost above the burst in as a debt', () => {
    let now = 0;
    const buckets = new TokenBuckets({ monotonic: () => now });
    const take = (cost: number): boolean => buckets.take('key', 10, 5, cost);
    expect(Array.from({ length: 11 }, () => take(1)).filter(Boolean).length).toBe(10);
    now = 1_000;
    expect(Array.from({ length: 6 }, () => take(1)).filter(Boolean).length).toBe(5);
    now = 10_000;
    expect(take(30)).toBe(true);
    now = 13_000;
    expect(take(1)).toBe(false);
    now = 14_400;
    expect(take(1)).toBe(true);
  });
});

describe('statistics', () => {
  const sets = [
    { sum: 30, minimum: 10, maximum: 20, sampleCount: 2, values: [10, 20] },
    { sum: 30, minimum: 30, maximum: 30, sampleCount: 1, values: [30] },
  ];
  const over = (stat: string, input: typeof sets): number | undefined => {
    const accumulator = statisticOf(stat)?.();
    input.forEach((set) => accumulator?.add(set));
    return accumulator?.take();
  };

  it.each([
    ['Average', 20],
    ['Sum', 60],
    ['Minimum', 10],
    ['Maximum', 30],
    ['SampleCount', 3],
    ['p50', 20],
    ['p100', 30],
    ['p0', 10],
  ])('%s over two slots is %d', (stat, value) => {
    expect(over(stat, sets)).toBe(value);
  });

  it('has no percentile of negative or unknown values, and no unknown statistic', () => {
    expect(
      over('p50', [{ sum: -1, minimum: -1, maximum: -1, sampleCount: 1, values: [-1] }]),
    ).toBeUndefined();
    const { values: _, ...aggregated } = { ...sets[0] } as (typeof sets)[number];
    expect(over('p50', [aggregated as (typeof sets)[number]])).toBeUndefined();
    expect(statisticOf('p101')).toBeUndefined();
    expect(statisticOf('Median')).toBeUndefined();
  });
});

describe('filter patterns', () => {
  it.each([
    ['ERROR', 'an ERROR here', true],
    ['ERROR', 'an error here', false],
    ['ERROR timeout', 'timeout after ERROR', true],
    ['ERROR timeout', 'ERROR only', false],
    ['?ERROR ?WARN', 'WARN only', true],
    ['?ERROR ?WARN', 'INFO', false],
    ['ERROR -health', 'ERROR in health', false],
    ['"connection refused"', 'tcp: connection refused', true],
    ['"connection refused"', 'refused connection', false],
    ['"say \\"hi\\""', 'they say "hi"', true],
    ['%5\\d\\d%', 'status 503', true],
    ['%5\\d\\d%', 'status 200', false],
    ['', 'anything', true],
    ['{ $.Type = "Task" }', '{"Type":"Task","Cpu":3}', true],
    ['{ $.Type = "Task" }', '{"Type":"Container"}', false],
    ['{ $.Type = "Task" }', 'Type Task', false],
    ['{ $.Type = "Task" && $.a.b = we* || $.Cpu = 3 }', '{"Type":"Task","a":{"b":"web"}}', true],
    ['{ $.Type != "Task" }', '{"Other":1}', false],
  ])('%s on "%s" is %s', (pattern, message, matches) => {
    expect(compileFilterPattern(pattern)(message)).toBe(matches);
  });

  it.each(['"open', '{ $.level > 5 }', '[ip, user]', '%(%'])('refuses %s', (pattern) => {
    expect(() => compileFilterPattern(pattern)).toThrow();
  });
});

describe('EC2 filter values', () => {
  it.each([
    ['web-*', 'web-1', true],
    ['web-?', 'web-12', false],
    ['we.-1', 'web-1', false],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
  ])('%s on %s is %s', (pattern, value, matches) => {
    expect(filterValueMatches(pattern, value)).toBe(matches);
  });
});

describe('snapshots', () => {
  it('serve a list again for half a second of virtual time, and no longer', () => {
    let now = 1_000;
    let reads = 0;
    const region = { ...emptyRegion('1', 'x'), tasks: (arn: string) => [{ arn, read: (reads += 1) }] };
    const snapshots = new Snapshots();
    const read = (arn: string): unknown => snapshots.of(region, () => now).tasks(arn)[0]?.['read'];
    expect([read('a'), read('a'), read('b')]).toEqual([1, 1, 2]);
    now += 500;
    expect([read('a'), read('b')]).toEqual([3, 4]);
  });
});
