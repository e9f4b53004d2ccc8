/** A sentence as a key and parameters; render.ts puts it into words. Stored and sent, so parameters are plain JSON. */
export interface Message {
  key: string;
  params: MessageParams;
}

/** A parameter may be a message itself, put into words in the same language. */
export type MessageParam = string | number | null | Message;
export type MessageParams = Readonly<Record<string, MessageParam>>;

export type Locale = 'en' | 'ko';

/** The words of one message. Placeholders: `{name}`, `{name:format}`, `{count:plural:task:tasks}` (see render.ts). */
export type Text = Readonly<Record<Locale, string>>;

/** A module's own table of texts, keyed by message key. */
export type Texts = Readonly<Record<string, Text>>;

/** Builds a message of a table, so that a key without a text does not compile. */
export function messagesOf<T extends Texts>(_table: T) {
  return (key: keyof T & string, params: MessageParams = {}): Message => ({ key, params });
}
