/** Where the API listens, read at each request: the address is not known when the site is built. */
export function apiOrigin(): string {
  const host = process.env.HOST;
  const name = host === undefined || host === '' || host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${process.env.API_PORT ?? '3001'}`;
}
