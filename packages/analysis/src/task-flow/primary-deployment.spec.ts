import { describe, expect, it } from '@jest/globals';
import { primaryDeploymentAt, type ListedDeployment } from './primary-deployment.js';

const deployment = (
  id: string,
  status: string,
  createdAt: number,
  updatedAt = createdAt,
): ListedDeployment => ({
  id,
  status,
  createdAt,
  updatedAt,
});

describe('the primary deployment of a moment', () => {
  it('is the listed one where it had begun', () => {
    expect(primaryDeploymentAt([deployment('new', 'PRIMARY', 10), deployment('old', 'ACTIVE', 1)], 20)).toBe(
      'new',
    );
  });

  it('is the one before where the listed one began later', () => {
    expect(primaryDeploymentAt([deployment('new', 'PRIMARY', 10), deployment('old', 'ACTIVE', 1)], 5)).toBe(
      'old',
    );
  });

  it('is the failed one until the breaker rolled back', () => {
    const listed = [deployment('good', 'PRIMARY', 1, 30), deployment('bad', 'ACTIVE', 10, 30)];
    expect(primaryDeploymentAt(listed, 20)).toBe('bad');
    expect(primaryDeploymentAt(listed, 31)).toBe('good');
  });

  it('is the good one after the roll-back, though its own tasks fail as well and update it', () => {
    const listed = [deployment('good', 'PRIMARY', 1, 90), deployment('bad', 'ACTIVE', 10, 30)];
    expect(primaryDeploymentAt(listed, 31)).toBe('good');
    expect(primaryDeploymentAt(listed, 29)).toBe('bad');
  });

  it('is the good one after the roll-back, though yet another has taken over since', () => {
    const bad: ListedDeployment = { ...deployment('bad', 'ACTIVE', 10, 30), rolloutState: 'FAILED' };
    const good: ListedDeployment = { ...deployment('good', 'ACTIVE', 1, 30), rolloutState: 'IN_PROGRESS' };
    const listed = [deployment('next', 'PRIMARY', 40), bad, good];
    expect(primaryDeploymentAt(listed, 29)).toBe('bad');
    expect(primaryDeploymentAt(listed, 30)).toBe('good');
  });

  it('stays the failed one that nothing rolled back until another took over', () => {
    const bad: ListedDeployment = { ...deployment('bad', 'ACTIVE', 10, 30), rolloutState: 'FAILED' };
    expect(
      primaryDeploymentAt([deployment('next', 'PRIMARY', 40), bad, deployment('old', 'ACTIVE', 1, 9)], 35),
    ).toBe('bad');
  });

  it('is not known from a list that begins later', () => {
    expect(primaryDeploymentAt([deployment('new', 'PRIMARY', 10)], 5)).toBeNull();
    expect(primaryDeploymentAt([], 5)).toBeNull();
  });
});
