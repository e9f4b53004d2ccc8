import { describe, expect, it } from '@jest/globals';
import { diskPath, rootFirst } from './disk-path';

const metric = (dimensions: string) => `CWAgent/disk_used_percent{${dimensions}}`;

describe('the path of a disk metric', () => {
  it('is the value of its dimension, whatever else the agent sends', () => {
    expect(diskPath(metric('device=xvda1,fstype=xfs,path=/'))).toBe('/');
    expect(diskPath(metric('path=/data'))).toBe('/data');
    expect(diskPath('CWAgent/disk_used_percent')).toBeNull();
  });
  it('orders the root before everything else', () => {
    const names = [metric('path=/data'), metric('path=/'), metric('path=/boot')];
    expect([...names].sort(rootFirst).map(diskPath)).toEqual(['/', '/boot', '/data']);
  });
});
