import type { Language } from '../plan/catalogue.js';
import type { ServicePlan } from '../plan/plan-types.js';
import { mix } from '../random.js';

/** One line before it gets its time and level marks. `{n}`, `{id}`, `{ms}`, `{user}`, `{path}` are filled in. */
interface Template {
  level: 'debug' | 'info' | 'warn' | 'error' | 'fatal';
  text: string;
  stack?: boolean;
}

const API: Template[] = [
  { level: 'info', text: 'request completed method=GET path={path} status=200 durationMs={ms}' },
  { level: 'info', text: 'request completed method=POST path={path} status=201 durationMs={ms}' },
  { level: 'info', text: 'cache hit key=session:{id}' },
  { level: 'info', text: 'order {n} accepted for user {user}' },
  { level: 'debug', text: 'query took {ms} ms rows={n}' },
];
const WORKER: Template[] = [
  { level: 'info', text: 'message {id} processed in {ms} ms' },
  { level: 'info', text: 'batch of {n} records written' },
  { level: 'info', text: 'polled queue, received {n} messages' },
];
const BATCH: Template[] = [
  { level: 'info', text: 'chunk {n} done in {ms} ms' },
  { level: 'info', text: 'checkpoint written at offset {n}' },
];
const WARNINGS: Template[] = [
  { level: 'warn', text: 'slow upstream answered after {ms} ms, retrying (attempt 2)' },
  { level: 'warn', text: 'connection pool at 92 % of its limit' },
  { level: 'warn', text: 'deprecated field couponId sent by client {user}' },
];
const ERRORS: Template[] = [
  { level: 'error', text: 'could not reserve stock for order {n}: upstream answered 503' },
  { level: 'error', text: 'payment {id} declined by acquirer: code 51' },
  { level: 'error', text: 'unhandled exception while serving {path}', stack: true },
];
/** Lines that a careful collector masks before it stores them. */
const PERSONAL: Template[] = [
  { level: 'info', text: 'password reset mail sent to planted.person{n}@example.com' },
  { level: 'warn', text: 'card 4111-1111-1111-1111 declined, customer phone 010-1234-5678' },
  { level: 'warn', text: 'client sent Authorization: Bearer PLANTED-TOKEN-{id}' },
];

/** A line of everyday life, by one draw: mostly information, some warnings, few errors, hardly ever personal data. */
export function everydayLine(plan: ServicePlan, draw: number): Template {
  const per10k = draw % 10_000;
  if (per10k < 25) return choose(ERRORS, draw);
  if (per10k < 160) return choose(WARNINGS, draw);
  if (per10k < 172) return choose(PERSONAL, draw);
  const { tier } = plan.archetype;
  return choose(tier === 'worker' ? WORKER : tier === 'batch' ? BATCH : API, draw);
}

function choose(list: Template[], draw: number): Template {
  return list[Math.floor(draw / 10_000) % list.length] as Template;
}

const PATHS = [
  '/v1/orders/{n}',
  '/v1/cart',
  '/v1/products/{n}',
  '/v2/search',
  '/v1/users/{user}',
  '/healthz',
];

/** Fills the holes of a line from one hash. */
export function fill(text: string, hash: number): string {
  if (!text.includes('{')) return text;
  const path = PATHS[hash % PATHS.length] ?? '/';
  return text.replaceAll('{path}', path).replaceAll(/\{(n|id|ms|user)\}/g, (_, hole: string) => {
    const h = mix(hash, hole.charCodeAt(0));
    if (hole === 'id') return h.toString(16).padStart(8, '0');
    if (hole === 'user') return `u${h % 90_000}`;
    if (hole === 'ms') return String(3 + Math.floor(((h % 1000) / 1000) ** 3 * 900));
    return String(1 + (h % 99_000));
  });
}

/** Frames of a stack trace as the language prints them; each becomes a log event of its own. */
export function stackFrames(language: Language, words: readonly [string, string]): string[] {
  const [first, second] = words;
  if (language === 'java') {
    return [
      `java.lang.IllegalStateException: no answer from upstream`,
      `\tat com.danjishop.${first}.${second}.Client.call(Client.java:118)`,
      `\tat com.danjishop.${first}.${second}.Service.handle(Service.java:64)`,
      `\tat org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089)`,
      `Caused by: java.net.SocketTimeoutException: Read timed out`,
      `\t... 42 more`,
    ];
  }
  if (language === 'python') {
    return [
      'Traceback (most recent call last):',
      `  File "/app/${first}/${second}.py", line 88, in handle`,
      `  File "/app/${first}/upstream.py", line 31, in call`,
      'TimeoutError: upstream did not answer',
    ];
  }
  return [
    `Error: upstream did not answer`,
    `    at ${first}Client.call (/app/dist/${first}/client.js:51:17)`,
    `    at async ${second}Handler (/app/dist/${second}.js:112:9)`,
  ];
}
