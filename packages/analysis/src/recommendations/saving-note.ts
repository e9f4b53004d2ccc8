import type { Message } from '../message/message.js';
import { say } from './recommendation-texts.js';

/** Where a saving comes from: the list price of a day and region, or why none can be given. */
export function savingNote(
  { price, spot }: { price: { asOf: string; region: string } | null; spot: boolean },
  listed: 'saving.list_price' | 'saving.list_price_volumes' = 'saving.list_price',
): Message {
  if (spot) return say('saving.spot');
  return price ? say(listed, { asOf: price.asOf, region: price.region }) : say('saving.unknown_price');
}
