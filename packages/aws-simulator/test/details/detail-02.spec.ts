import { describe, expect, it } from '@jest/globals';
import { loadScenarios } from '../../src/cli/files.js';
import { createWorld } from '../../src/world/index.js';
import { DEFAULTS, STARTED_AT, TestClock, text } from '../world/fleet.js';

const TASKS = '\\(task [0-9a-f]{32}\\)( \\(task [0-9a-f]{32}\\))*';
const GROUP =
  '\\(target-group arn:aws:elasticloadbalancing:[a-z0-9-]+:\\d{12}:targetgroup/[a-z0-9-]+/[0-9a-f]{16}\\)';

/** Every sentence that ECS writes about this fleet, after `(service NAME) `. */
const GRAMMAR = [
  `has started \\d+ tasks: ${TASKS}\\.`,
  `has stopped \\d+ running tasks: ${TASKS}\\.`,
  `registered \\d+ targets in ${GROUP}`,
  `deregistered \\d+ targets in ${GROUP}`,
  'has begun draining connections on \\d+ tasks\\.',
  '\\(deployment ecs-svc/\\d+\\) deployment completed\\.',
  '\\(deployment ecs-svc/\\d+\\) deployment failed: tasks failed to start\\.',
  'rolling back to deployment ecs-svc/\\d+\\.',
  'has reached a steady state\\.',
  `\\((task [0-9a-f]{32}|instance i-[0-9a-f]{17})\\) \\(port \\d+\\) is unhealthy in ${GROUP} due to \\(reason .+\\)`,
  '\\(task [0-9a-f]{32}\\) failed container health checks\\.',
  'is unable to consistently start tasks successfully\\.',
  'was unable to place a task\\. Reason: Capacity is unavailable at this time\\. Please try again later or in a different availability zone\\.?',
  'was unable to place a task because no container instance met all of its requirements\\. .+',
].map((sentence) => new RegExp(`^${sentence}$`));

// The demo of five days: something of every kind happens.
const demo = createWorld({ ...DEFAULTS, historyDays: 5 }, loadScenarios(['demo']), new TestClock());
const events = (demo.truth({ from: 0, to: STARTED_AT, parts: ['serviceEvents'] }).serviceEvents ?? []).map(
  (event) => {
    const [, subject = '', set, sentence = ''] =
      /^\(service ([^,)]+)(?:, taskSet (ecs-svc\/\d+))?\) (.+)$/s.exec(text(event.message)) ?? [];
    return {
      serviceArn: text(event.serviceArn),
      subject,
      set,
      sentence,
      at: Date.parse(text(event.createdAt)),
    };
  },
);
// Services of ECS's own controller; CodeDeploy's lines belong to task sets.
const rolling = events.filter(({ subject }) => subject !== 'search-api');

describe('detail 02: event grammar', () => {
  it('knows every sentence of five days with something of every kind in them', () => {
    expect(events.length).toBeGreaterThan(1500);
    const unknown = events.filter(({ sentence }) => !GRAMMAR.some((known) => known.test(sentence)));
    expect(unknown.map(({ sentence }) => sentence)).toEqual([]);
    const unused = GRAMMAR.filter((known) => !events.some(({ sentence }) => known.test(sentence)));
    expect(unused.length).toBeLessThan(3);
  });

  it('names as many tasks as it counts, plural also for one', () => {
    const counted = events.filter(({ sentence }) => /^has (started|stopped) \d/.test(sentence));
    for (const { sentence } of counted) {
      expect(sentence.match(/\(task /g)?.length).toBe(Number(/\d+/.exec(sentence)?.[0]));
      expect(sentence).not.toMatch(/\b1 (running )?task\b/);
    }
    expect(counted.some(({ sentence }) => sentence.startsWith('has started 1 tasks: '))).toBe(true);
  });

  it('carries a task set only on the draining line, and there the deployment that is left', () => {
    expect(rolling.filter(({ set }) => set !== undefined).length).toBeGreaterThan(50);
    for (const { set, sentence } of rolling)
      expect(set !== undefined).toBe(sentence.startsWith('has begun draining'));
    const completed = rolling.filter(({ sentence }) => sentence.endsWith('deployment completed.'));
    expect(completed.length).toBeGreaterThan(10);
    for (const { serviceArn, sentence, at } of completed) {
      const drained = rolling.filter(
        (event) =>
          event.serviceArn === serviceArn &&
          event.set !== undefined &&
          event.at < at &&
          event.at > at - 70_000,
      );
      for (const { set } of drained) expect(sentence).not.toContain(`(deployment ${set})`);
    }
  });

  it('belongs to task sets in every line where CodeDeploy rolls out', () => {
    const sets = events.filter(({ subject }) => subject === 'search-api');
    expect(sets.length).toBeGreaterThan(5);
    for (const { set } of sets) expect(set).toMatch(/^ecs-svc\/\d{19}$/);
  });
});
