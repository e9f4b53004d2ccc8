import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEPLOYMENT, SERVICE_EVENTS } from '../../test/service-events.js';
import { EVENT_CLASSES } from './event-classes.js';
import { parseServiceEvent } from './parse-service-event.js';
import { SERVICE_EVENT_TYPES } from './service-event.js';

/** Generous for a busy machine; reading in quadratic time takes minutes. */
const HOSTILE_MS = 1_000;
describe('reading a service event', () => {
  it.each(SERVICE_EVENTS)('"%s" is %s (%s)', (text, type, eventClass, params) => {
    const event = parseServiceEvent(`(service checkout-api) ${text}`);
    expect(event).toMatchObject({ type, class: eventClass, params: { service: 'checkout-api', ...params } });
  });

  it('takes the old deployment of a draining line from the task set of the prefix', () => {
    const event = parseServiceEvent(
      `(service checkout-api, taskSet ${DEPLOYMENT}) has begun draining connections on 1 tasks.`,
    );
    expect(event).toMatchObject({
      type: 'draining',
      params: { service: 'checkout-api', taskSet: DEPLOYMENT, count: 1 },
    });
  });

  it('reads the rule of a deployment id that is longer than a double can hold', () => {
    const event = parseServiceEvent(`(service a) (deployment ${DEPLOYMENT}) deployment completed.`);
    expect(event.params.deploymentId).toBe(DEPLOYMENT);
  });

  it.each([
    ['service checkout-api has reached a steady state.'],
    ['service (checkout-api) has reached a steady state.'],
    ['service [checkout-api](https://console.aws.amazon.com/ecs/x) has reached a steady state.'],
  ])('reads the name of the service as consoles write it: "%s"', (text) => {
    expect(parseServiceEvent(text)).toMatchObject({
      type: 'steady_state',
      params: { service: 'checkout-api' },
    });
  });

  it('takes the closest instance and what it lacks from a console text with links', () => {
    const text =
      'service [a](https://c/a) was unable to place a task because no container instance met all of its requirements. The closest matching container-instance [476c4f39](https://c/i) has insufficient memory available. For more information, see the Troubleshooting section.';
    expect(parseServiceEvent(text).params).toMatchObject({
      service: 'a',
      containerInstance: '476c4f39',
      reason: 'has insufficient memory available',
    });
  });

  it('lets a phrase inside a quoted reason decide nothing', () => {
    const text = '(service a) did something new due to (reason the service has reached a steady state.)';
    expect(parseServiceEvent(text).type).toBe('other');
  });

  it('has a class for every type, and every type is read from some text but "other"', () => {
    expect(Object.keys(EVENT_CLASSES).sort()).toEqual([...SERVICE_EVENT_TYPES].sort());
    const read = new Set(SERVICE_EVENTS.map(([, type]) => type));
    expect(SERVICE_EVENT_TYPES.filter((type) => !read.has(type))).toEqual([]);
  });

  it('never fails, whatever the text', () => {
    const words = fc.constantFrom(
      '(service a)',
      'service',
      '(task',
      'has',
      'was unable to place',
      'Reason:',
      'in (elb',
      ')',
    );
    const sentence = fc
      .array(fc.oneof(words, fc.string()), { maxLength: 20 })
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(sentence, (text) => {
        const event = parseServiceEvent(text);
        expect(event.class).toBe(EVENT_CLASSES[event.type]);
        expect(event.params.count === null || Number.isSafeInteger(event.params.count)).toBe(true);
      }),
    );
  });

  it.each([
    '(service a) is unhealthy in (target-group due to ',
    '(service a) (task ',
    'service [',
    '(service a) was unable to place a task Reason: ',
    '(service a) has started 1 tasks in a ',
    'closest matching container-instance [',
    '(service a) deployment failed: .',
  ])('reads a megabyte of "%s" at once', (part) => {
    const text = part.repeat(Math.ceil(1_000_000 / part.length));
    const began = performance.now();
    parseServiceEvent(text);
    expect(performance.now() - began).toBeLessThan(HOSTILE_MS);
  });
});
