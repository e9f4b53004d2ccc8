import { describe, expect, it } from '@jest/globals';
import { isSetting, settingText } from './setting';

describe('settingText', () => {
  it('shows sizes in the units that people order them in', () => {
    expect(settingText('cpu', 512)).toEqual({ kind: 'text', text: '0.5 vCPU' });
    expect(settingText('memory', 2048)).toEqual({ kind: 'text', text: '2 GiB' });
    expect(settingText('freeGiB', 41.23)).toEqual({ kind: 'text', text: '41.2 GiB' });
    expect(settingText('fullInDays', 6.666)).toEqual({ kind: 'text', text: '6.7' });
  });
  it('tells "not set" from "off"', () => {
    expect(settingText('maxAllocatedGiB', null)).toEqual({ kind: 'unset' });
    expect(settingText('circuitBreaker', false)).toEqual({ kind: 'off' });
    expect(settingText('rollback', true)).toEqual({ kind: 'on' });
  });
  it('leaves a name that it does not know as it is', () => {
    expect(isSetting('cpu')).toBe(true);
    expect(isSetting('toString')).toBe(false);
    expect(settingText('somethingNew', 3)).toEqual({ kind: 'text', text: '3' });
  });
});
