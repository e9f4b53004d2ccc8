import { describe, expect, it } from '@jest/globals';
import { NO_FILTERS, chips, filterOfNode, taskParams, toggleFacet, togglePatch } from './task-filters';

describe('filterOfNode', () => {
  it('turns triggers, causes and present states into filters', () => {
    expect(filterOfNode('trigger:deploy')).toEqual({ trigger: ['deploy'] });
    expect(filterOfNode('end:oom')).toEqual({ cause: ['oom'] });
    expect(filterOfNode('end:running')).toEqual({ state: ['running'] });
  });
  it('has none for stretches of life and for words it does not know', () => {
    expect(filterOfNode('run:1h')).toBeNull();
    expect(filterOfNode('end:<script>')).toBeNull();
  });
});

describe('togglePatch and toggleFacet', () => {
  it('filters at the first click and no longer at the second', () => {
    const once = togglePatch(NO_FILTERS, { cause: ['oom'] });
    expect(once.cause).toEqual(['oom']);
    expect(togglePatch(once, { cause: ['oom'] })).toEqual(NO_FILTERS);
  });
  it('adds values to a list facet and replaces the one of a single facet', () => {
    const two = toggleFacet(toggleFacet(NO_FILTERS, 'az', '2a'), 'az', '2c');
    expect(two.az).toEqual(['2a', '2c']);
    const moved = toggleFacet(toggleFacet(two, 'service', 'svc-1'), 'service', 'svc-2');
    expect(moved.service).toBe('svc-2');
    expect(toggleFacet(moved, 'service', 'svc-2').service).toBeNull();
  });
});

describe('chips', () => {
  it('takes away exactly one value each', () => {
    const filters = { ...NO_FILTERS, cause: ['oom', 'spot'], q: 'api', abnormal: true };
    const made = chips(filters);
    expect(made.map((chip) => chip.key)).toEqual(['cause:oom', 'cause:spot', 'abnormal', 'q']);
    expect(made[0]?.without).toEqual({ ...filters, cause: ['spot'] });
  });
});

describe('taskParams', () => {
  it('leaves out causes that the contract does not know, so that a bent link still opens', () => {
    expect(taskParams({ ...NO_FILTERS, cause: ['oom', 'nonsense'], trigger: ['x'] })).toMatchObject({
      cause: ['oom'],
      trigger: [],
    });
  });
});
