/** `9f2c…a1`: enough of a long id to tell rows apart; the whole is in the title and the copy button. */
export function shortId(id: string): string {
  const tail = id.includes('/') ? id.slice(id.lastIndexOf('/') + 1) : id;
  return tail.length <= 12 ? tail : `${tail.slice(0, 8)}`;
}

/** `ap-northeast-2a` as `2a`; the whole is in the title. */
export function shortZone(zone: string): string {
  return zone.replace(/^.*-(?=\d)/, '');
}

/** Only http and https addresses may become links; everything else from AWS stays text. */
export function safeHref(url: string | null | undefined): string | null {
  if (!url) return null;
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
  } catch {
    return null;
  }
}
