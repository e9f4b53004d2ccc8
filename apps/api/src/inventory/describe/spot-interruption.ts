import type { Ec2Instance } from '../../aws/index.js';

/** State reasons by which AWS says that it took a Spot instance back (EC2 API, StateReason). */
const TAKEN_BACK = /^Server\.SpotInstance(Termination|Shutdown)$/;

/** `Server.SpotInstanceTermination (2026-11-25 03:04:05 GMT)`: when the state last changed. */
const AT = /\((\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:GMT|UTC)\)/;

/** That and when AWS took a Spot instance back; null where it did not. `at`: epoch ms, null where AWS does not say. */
export function interruptionOf(
  instance: Pick<Ec2Instance, 'StateReason' | 'StateTransitionReason'>,
): { at: number | null; message: string } | null {
  const code = instance.StateReason?.Code;
  if (code == null || !TAKEN_BACK.test(code)) return null;
  const [, day, time] = AT.exec(instance.StateTransitionReason ?? '') ?? [];
  const at = day === undefined ? NaN : Date.parse(`${day}T${time}Z`);
  return { at: Number.isNaN(at) ? null : at, message: instance.StateReason?.Message ?? code };
}
