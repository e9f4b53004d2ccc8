/** Why the database cannot be used, in words for the person who starts Danji: what was found, where, and what to do. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

/** A connection string as it may be printed: without its password, which never reaches a log. */
export function describeUrl(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'a value that is no URL';
  const url = new URL(databaseUrl);
  if (url.password !== '') url.password = '***';
  url.search = '';
  return url.toString();
}
