import type { MessageParams } from '../message/message.js';
import type { ResourceStatus, StatusReason } from './status.js';
import { sayStatus, type StatusCode } from './status-texts.js';

/** A reason whose code and message belong together. */
export function reason(
  code: StatusCode,
  status: ResourceStatus,
  since: number | null,
  params: MessageParams = {},
): StatusReason {
  return { code, status, since, message: sayStatus(`status.${code}`, params) };
}
