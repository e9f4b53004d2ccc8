import { mib, vcpu } from '@/lib/format/value';

/** Settings that the rules speak of and that the page has a name for. */
export const SETTINGS = [
  'cpu',
  'memory',
  'memoryMiB',
  'tasks',
  'instanceType',
  'state',
  'group',
  'desired',
  'minimum',
  'allocatedGiB',
  'maxAllocatedGiB',
  'freeGiB',
  'fullInDays',
  'fullInDaysLow',
  'fullInDaysHigh',
  'circuitBreaker',
  'rollback',
] as const;
export type Setting = (typeof SETTINGS)[number];

export function isSetting(name: string): name is Setting {
  return SETTINGS.some((known) => known === name);
}

/** `unset` and `on`/`off` are the page's words; everything else is ready to show. */
export type SettingText = { kind: 'unset' | 'on' | 'off' } | { kind: 'text'; text: string };

/** A value of a recommendation for reading: CPU units as vCPU, MiB and GiB with their unit, days with one digit. */
export function settingText(name: string, value: string | number | boolean | null): SettingText {
  if (value === null) return { kind: 'unset' };
  if (typeof value === 'boolean') return { kind: value ? 'on' : 'off' };
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (name === 'cpu') return { kind: 'text', text: vcpu(value) };
  if (name === 'memory' || name === 'memoryMiB') return { kind: 'text', text: mib(value) };
  const rounded = String(Math.round(value * 10) / 10);
  return { kind: 'text', text: name.endsWith('GiB') ? `${rounded} GiB` : rounded };
}
