import type { ReactNode } from 'react';

export interface Highlight {
  text: string;
  render: (text: string) => ReactNode;
}

/** A sentence in which known names stand out or link; every other character is plain text. Longest names first. */
export function Highlighted({ text, highlights }: { text: string; highlights: readonly Highlight[] }) {
  const names = [...highlights].filter((h) => h.text !== '').sort((a, b) => b.text.length - a.text.length);
  const parts: ReactNode[] = [];
  let rest = text;
  for (let key = 0; rest !== ''; key++) {
    const hits = names
      .map((name) => ({ name, at: rest.indexOf(name.text) }))
      .filter((hit) => hit.at >= 0)
      .sort((a, b) => a.at - b.at || b.name.text.length - a.name.text.length);
    const hit = hits[0];
    if (!hit) {
      parts.push(rest);
      break;
    }
    parts.push(rest.slice(0, hit.at), <span key={key}>{hit.name.render(hit.name.text)}</span>);
    rest = rest.slice(hit.at + hit.name.text.length);
  }
  return <>{parts}</>;
}
