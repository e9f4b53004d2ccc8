import type { ChartModel } from './model';

const quote = (text: string): string =>
  /[",\n\r]/.test(text) || /^[=+\-@\t]/.test(text)
    ? `"${/^[=+\-@\t]/.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`
    : text;

/** The drawn buckets as CSV: UTC instants, unrounded values; a byte order mark so that Excel reads Korean. */
export function toCsv(model: ChartModel): string {
  const header = [
    'time',
    ...model.series.flatMap((s) => [s.label, ...(s.high ? [`${s.label} min`, `${s.label} max`] : [])]),
  ];
  const lines = model.grid.map((at, i) => [
    new Date(at).toISOString(),
    ...model.series.flatMap((s) =>
      [s.values[i], ...(s.high ? [s.low?.[i], s.high[i]] : [])].map((v) => String(v ?? '')),
    ),
  ]);
  return `\uFEFF${[header.map(quote), ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`;
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
