import { TimestampList } from '../operation.js';

/** How a query-protocol service spells members and list items. */
export interface XmlNames {
  /** Wire name of a member; `owner` is the member that holds it (a list's name for its items). */
  member(name: string, owner: string): string;
  /** Element name of the items of the list `name`. */
  item(name: string): string;
}

/** `<name>…</name>` for every defined member of a record. Lists wrap their items; dates are ISO 8601 with ms. */
export function xmlMembers(record: object, names: XmlNames, owner: string): string {
  let text = '';
  for (const [name, value] of Object.entries(record)) {
    if (value === undefined || value === null) continue;
    text += element(names.member(name, owner), xmlValue(value, names, name));
  }
  return text;
}

function xmlValue(value: unknown, names: XmlNames, name: string): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof TimestampList) {
    return value.millis.map((ms) => element(names.item(name), new Date(ms).toISOString())).join('');
  }
  if (Array.isArray(value)) {
    const item = names.item(name);
    return value.map((entry) => element(item, xmlValue(entry, names, name))).join('');
  }
  if (typeof value === 'object' && value !== null) return xmlMembers(value, names, name);
  return escapeXml(String(value));
}

export function element(name: string, content: string): string {
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

// XML 1.0 has no way to carry these, escaped or not.
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function escapeXml(text: string): string {
  if (!/[&<>"\r\u0000-\u001f\ufffe\uffff]/.test(text)) return text;
  return text
    .replace(FORBIDDEN, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#xD;');
}
