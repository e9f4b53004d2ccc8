import { useEffect, useState } from 'react';

const PAUSE_MS = 300;

/**
 * The text of a field that filters while somebody types: told once the typing pauses, without blanks around it, and
 * taken over again when the address changes without the field (Back, a pasted link, a chip).
 */
export function useSettledText(
  value: string,
  onChange: (text: string) => void,
): [text: string, setText: (text: string) => void] {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return [text, setText];
}
