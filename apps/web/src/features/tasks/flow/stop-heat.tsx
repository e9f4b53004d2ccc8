'use client';
import { useLocale, useTranslations } from 'next-intl';
import { weekday } from '@/lib/format/time';
import type { StopCell, StopRow } from '../model/stop-grid';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** A Sunday, from which days of the week are named. */
const SUNDAY = Date.UTC(2024, 0, 7, 12);
const DAY_MS = 86_400_000;

/** A table of days by hours: each number stands in its cell, and the cell is as dark as it is high. */
export function StopHeat({
  rows,
  onChoose,
}: {
  rows: readonly StopRow[];
  onChoose: (cell: StopCell) => void;
}) {
  const t = useTranslations('tasks.hours');
  const name = useDayName();
  const most = Math.max(1, ...rows.flatMap((row) => row.hours.map((cell) => cell?.stops ?? 0)));
  return (
    <table className="w-full table-fixed border-separate border-spacing-0.5 px-3 text-small">
      <caption className="sr-only">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col" className="w-24 text-left font-normal text-muted">
            {t('day')}
          </th>
          {HOURS.map((hour) => (
            <th key={hour} scope="col" className="text-center font-normal text-muted">
              {hour}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row" className="truncate text-left font-normal text-muted">
              {name(row)}
            </th>
            {row.hours.map((cell, hour) => (
              <td key={hour} className="h-7 p-0 text-center">
                {cell === null ? null : (
                  <Cell
                    cell={cell}
                    most={most}
                    label={t('cell', {
                      day: name(row),
                      hour,
                      stops: cell.stops,
                      abnormal: cell.abnormal,
                    })}
                    onChoose={onChoose}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Red where most of its stops were abnormal; the tint stays pale enough for its number. */
function Cell({
  cell,
  most,
  label,
  onChoose,
}: {
  cell: StopCell;
  most: number;
  label: string;
  onChoose: (cell: StopCell) => void;
}) {
  const colour = cell.abnormal * 2 > cell.stops ? 'var(--critical)' : 'var(--control)';
  const style = {
    background: `color-mix(in srgb, ${colour} ${Math.round(6 + (cell.stops / most) * 22)}%, transparent)`,
  };
  const look = 'flex h-7 w-full items-center justify-center rounded-[3px] text-text';
  if (cell.from === null) {
    return (
      <span className={look} style={style} title={label}>
        {cell.stops}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={`${look} hover:outline hover:outline-accent`}
      style={style}
      title={label}
      aria-label={label}
      onClick={() => onChoose(cell)}
    >
      {cell.stops}
    </button>
  );
}

/** The date of a row, or the name of its day of the week. */
function useDayName(): (row: StopRow) => string {
  const locale = useLocale();
  return ({ date, weekday: day }) => {
    if (date !== null) return weekday(Date.parse(`${date}T12:00:00Z`), 'UTC', locale);
    return new Intl.DateTimeFormat(locale === 'ko' ? 'ko-KR' : 'en-GB', {
      weekday: 'long',
      timeZone: 'UTC',
    }).format(SUNDAY + day * DAY_MS);
  };
}
