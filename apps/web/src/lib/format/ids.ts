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

/** A sentence that begins with its subject's name, where the name already stands beside it: without the name. */
export function withoutSubject(sentence: string, name: string): string {
  return capitalised(sentence.startsWith(`${name}: `) ? sentence.slice(name.length + 2) : sentence);
}

/** With a capital first letter and a full stop, so that reasons read as sentences. */
export function asSentence(text: string): string {
  return capitalised(/[.!?]$/.test(text) ? text : `${text}.`);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
