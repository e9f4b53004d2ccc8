import { z } from 'zod';

/** ISO 8601 week. */
export const REVIEW_WEEK = /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/;
export const ReviewWeek = z
  .string()
  .regex(REVIEW_WEEK, 'Write an ISO week: the year, -W and two digits, e.g. 2026-W47.')
  .describe('ISO week, e.g. 2026-W47: Monday to Sunday in the zone of the report');

/** A calendar day, in the zone of the report. */
export const ReviewDate = z.iso.date('Write a day as YEAR-MONTH-DAY, e.g. 2026-11-30.');
