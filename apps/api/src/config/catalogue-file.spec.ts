import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCatalogueFile } from './catalogue-file.js';
import { explainCatalogueProblems, readCatalogueFiles } from './read-catalogue-files.js';

const QUEUE = {
  namespace: 'AWS/SQS',
  resource: 'ecs_service',
  dimensions: { QueueName: 'tag:queue' },
  metrics: [
    {
      metric: 'ApproximateAgeOfOldestMessage',
      statistics: ['Maximum', 'p99'],
      unit: 'Seconds',
      delay: 240,
      label: { en: 'Oldest message', ko: '가장 오래된 메시지' },
    },
    { metric: 'NumberOfMessagesSent', statistics: ['Sum'], unit: 'Count', total: true, missing: 'zero' },
  ],
};

const read = (content: unknown) => readCatalogueFile('queue.yaml', content, new Set());

/** The whole file with one member replaced. */
function problemOf(change: Record<string, unknown>): { field: string; value: string; remedy: string } {
  const answer = read({ ...QUEUE, ...change });
  if (!('problems' in answer)) throw new Error('it was accepted');
  return answer.problems[0] as { field: string; value: string; remedy: string };
}

describe('a catalogue file', () => {
  it('makes metrics that wait to be switched on, joined to their resource', () => {
    expect(read(QUEUE)).toMatchObject({
      metrics: [
        {
          kind: 'ecs_service',
          namespace: 'AWS/SQS',
          metric: 'ApproximateAgeOfOldestMessage',
          stats: ['Maximum', 'p99'],
          unit: 's',
          factor: 1,
          period: 60,
          delaySeconds: 240,
          dimensions: { QueueName: 'tag:queue' },
          optional: true,
          label: { ko: '가장 오래된 메시지' },
        },
        { metric: 'NumberOfMessagesSent', total: true, missing: 'zero', delaySeconds: 300 },
      ],
    });
  });

  it.each([
    ['a kind that does not exist', { resource: 'queue' }, 'resource', '"queue"', /ecs_service/],
    ['no namespace', { namespace: undefined }, 'namespace', '(missing)', /./],
    [
      'a source that is none',
      { dimensions: { QueueName: 'url' } },
      'dimensions.QueueName',
      '"url"',
      /tag:KEY/,
    ],
    ['no dimension', { dimensions: {} }, 'dimensions', '{}', /joins/],
    ['a period that CloudWatch has not', { period: 90 }, 'period', '90', /60, 300 or 3600/],
    ['a member that is none', { metric: [] }, '(whole file)', '{"namespace"', /metric/],
    [
      'a statistic that is none',
      { metrics: [{ metric: 'm', statistics: ['Mean'] }] },
      'metrics.0.statistics.0',
      '"Mean"',
      /Average/,
    ],
    [
      'a unit that is none',
      { metrics: [{ metric: 'm', unit: 'Parsecs' }] },
      'metrics.0.unit',
      '"Parsecs"',
      /Seconds/,
    ],
    [
      'a metric twice',
      { metrics: [{ metric: 'm' }, { metric: 'm' }] },
      'metrics.1.metric',
      'AWS/SQS/m',
      /twice/,
    ],
    [
      'a metric that Danji has',
      { namespace: 'AWS/ECS', metrics: [{ metric: 'CPUUtilization' }] },
      'metrics.0.metric',
      'AWS/ECS/CPUUtilization',
      /already/,
    ],
    [
      'a name that no chart can ask',
      { metrics: [{ metric: 'a{b' }] },
      'metrics.0.metric',
      'AWS/SQS/a{b',
      /name/,
    ],
  ])('with %s is refused with field, value and remedy', (_what, change, field, value, remedy) => {
    const problem = problemOf(change);
    expect(problem.field).toBe(field);
    expect(problem.value.startsWith(value)).toBe(true);
    expect(problem.remedy).toMatch(remedy);
  });

  it('that is empty is refused', () => {
    expect(read(null)).toMatchObject({ problems: [{ field: '(whole file)', value: 'null' }] });
  });
});

describe('the folder of catalogue files', () => {
  it('may be absent', () => {
    expect(readCatalogueFiles('/nowhere/at/all')).toEqual({ metrics: [] });
  });

  it('is read whole, and every problem is told with its file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'danji-catalogue-'));
    try {
      const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
      write('readme.txt', 'not read');
      write(
        'a.yaml',
        'namespace: Shop\nresource: ecs_service\ndimensions: {Service: name}\nmetrics: [{metric: Orders}]',
      );
      expect(readCatalogueFiles(folder)).toMatchObject({
        metrics: [{ namespace: 'Shop', metric: 'Orders' }],
      });
      write('b.yml', 'namespace: [');
      write('c.yaml', 'namespace: Shop');
      const answer = readCatalogueFiles(folder);
      const told = 'problems' in answer ? explainCatalogueProblems(answer.problems) : '';
      expect(told).toContain(`${join(folder, 'b.yml')}\n    line 1`);
      expect(told).toContain(`${join(folder, 'c.yaml')}\n    resource: (missing)`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
