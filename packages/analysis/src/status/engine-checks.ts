import { reason } from './reason.js';
import { minutesSince, type StatusReason } from './status.js';

/** Until when AWS supports an engine's major version, epoch ms; null is "not known". */
export interface EngineSupportFacts {
  standardEnds: number | null;
  extendedEnds: number | null;
  /** Whether the database goes on under paid support; null where AWS did not say. */
  extended: boolean | null;
}

const DAY = 86_400_000;
const RESTORE_WARNING_MINUTES = 15;
const RESTORE_CRITICAL_MINUTES = 60;
const SUPPORT_WARNING_DAYS = 90;
const CERTIFICATE_WARNING_DAYS = 90;
const CERTIFICATE_CRITICAL_DAYS = 30;

/** Transaction logs go to S3 every five minutes: a point that is much older is lost work. */
export function restoreLag(facts: { latestRestorableTime: number | null; now: number }): StatusReason | null {
  const { latestRestorableTime: at, now } = facts;
  const minutes = minutesSince(at, now);
  if (minutes === null || minutes <= RESTORE_WARNING_MINUTES) return null;
  const status = minutes > RESTORE_CRITICAL_MINUTES ? 'critical' : 'warning';
  return reason('restore_lag', status, at, { seconds: minutes * 60 });
}

/**
 * The end of a major version. Past standard support it costs money by the vCPU hour, which is a fact to know and no
 * alarm; what comes nearer is the upgrade that AWS makes by itself: where nobody has paid support, and at its end.
 */
export function engineSupport(facts: {
  lifecycle: EngineSupportFacts | null;
  now: number;
}): StatusReason | null {
  const { lifecycle, now } = facts;
  if (!lifecycle) return null;
  const { standardEnds, extendedEnds, extended } = lifecycle;
  const last = extended === false ? standardEnds : (extendedEnds ?? standardEnds);
  if (last !== null && now >= last) return reason('support_ended', 'critical', last, { at: last });
  if (last !== null && last - now < SUPPORT_WARNING_DAYS * DAY) {
    return reason('support_ends', 'warning', null, { at: last });
  }
  if (standardEnds === null) return null;
  if (now >= standardEnds) return reason('extended_support', 'info', standardEnds, { at: standardEnds });
  if (standardEnds - now >= SUPPORT_WARNING_DAYS * DAY) return null;
  return reason('standard_support_ends', 'info', null, { at: standardEnds });
}

export function certificate(facts: {
  certificateValidTill: number | null;
  now: number;
}): StatusReason | null {
  const { certificateValidTill: at, now } = facts;
  if (at === null) return null;
  if (at <= now) return reason('certificate_expired', 'critical', at, { at });
  const days = (at - now) / DAY;
  if (days >= CERTIFICATE_WARNING_DAYS) return null;
  const status = days < CERTIFICATE_CRITICAL_DAYS ? 'critical' : 'warning';
  return reason('certificate_expires', status, null, { at, days: Math.floor(days) });
}
