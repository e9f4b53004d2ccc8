import { compileOwnPattern, maskSensitive, withoutValues } from '@danji/analysis';
import type { LogSettingsInput } from '@danji/shared';

/** Hides in a line what must not be stored or shown. */
export type LineMask = (message: string) => string;

/** Longer lines are cut: what they say stands at their beginning. */
const LONGEST_LINE = 8_000;

/** What is always hidden, the values in statements of databases, and what people wrote patterns for. */
export function lineMask(settings: Pick<LogSettingsInput, 'patterns'>): LineMask {
  const own = settings.patterns.map(compileOwnPattern);
  return (message) => {
    const { text } = maskSensitive(withoutValues(message.slice(0, LONGEST_LINE)));
    return own.reduce((line, mask) => mask(line).text, text);
  };
}
