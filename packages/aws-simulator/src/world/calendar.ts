import { hashString, unit } from './random.js';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Wall-clock offset of a region's people in minutes. Fixed offsets: Seoul has no summer time, and the fleet keeps
 * Virginia on standard time, which only shifts its daily season by an hour in summer. */
export function zoneOffsetMinutes(region: string): number {
  if (region.startsWith('us-east')) return -5 * 60;
  if (region.startsWith('us-west')) return -8 * 60;
  if (region.startsWith('eu-')) return 60;
  return 9 * 60;
}

/** The IANA name of such a zone; where the clock would change in summer, the fixed one that the fleet keeps. */
export function zoneName(region: string): string {
  const hours = zoneOffsetMinutes(region) / 60;
  return hours === 9 ? 'Asia/Seoul' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

/** Fixed-date public holidays of Korea (MM-DD); the moving ones differ per year and are left to `traffic` incidents. */
const HOLIDAYS = new Set(['01-01', '03-01', '05-05', '06-06', '08-15', '10-03', '10-09', '12-25']);

interface LocalTime {
  /** Days since the epoch in local time. */
  day: number;
  /** 0 = Monday .. 6 = Sunday. */
  weekday: number;
  minuteOfDay: number;
}

/** The people's calendar of one region: weekends, holidays, working hours. */
export class Calendar {
  private readonly holidayCache = new Map<number, boolean>();

  constructor(
    private readonly seed: number,
    readonly offsetMinutes: number,
  ) {}

  local(at: number): LocalTime {
    const minutes = Math.floor(at / MINUTE) + this.offsetMinutes;
    const day = Math.floor(minutes / 1440);
    return { day, weekday: (((day + 3) % 7) + 7) % 7, minuteOfDay: minutes - day * 1440 };
  }

  /** Weekend, public holiday, or the company's own day off (one weekday in about three weeks). */
  isDayOff(day: number): boolean {
    const known = this.holidayCache.get(day);
    if (known !== undefined) return known;
    const weekday = (((day + 3) % 7) + 7) % 7;
    const answer = weekday >= 5 || HOLIDAYS.has(monthDay(day)) || this.isCompanyHoliday(day);
    this.holidayCache.set(day, answer);
    return answer;
  }

  private isCompanyHoliday(day: number): boolean {
    const period = Math.floor((day + 3) / 21);
    const chosen = Math.floor(unit(hashString(`company holiday ${period}`, this.seed)) * 5);
    return day + 3 === period * 21 + 7 + chosen;
  }
}

function monthDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(5, 10);
}
