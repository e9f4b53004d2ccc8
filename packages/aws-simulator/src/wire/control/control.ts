import { z } from 'zod';
import type { SimulatedClock } from '../clock.js';
import type { Endpoint } from '../dispatch.js';
import { parseFaultRules } from '../faults/schema.js';
import { operationNames } from '../services/operations.js';
import { countsAnswer, truthAnswer } from './truth.js';
import { listSeries, trueMetrics } from './true-metrics.js';

export interface ControlParts {
  endpoint: Endpoint;
  clock: SimulatedClock;
  /** What the simulator was started with, for /_simulator/options. */
  options: Record<string, unknown>;
}

export interface ControlRequest {
  method: string;
  url: URL;
  body: string;
}

export interface ControlAnswer {
  status: number;
  body: unknown;
}

type Handler = (parts: ControlParts, request: ControlRequest) => ControlAnswer | Promise<ControlAnswer>;

const ok = (body: unknown): ControlAnswer => ({ status: 200, body });

const HANDLERS: Record<string, Handler> = {
  'GET /health': (parts) => ok(health(parts)),
  'GET /options': (parts) => ok(parts.options),
  'GET /operations': () => ok({ items: operationNames() }),
  'GET /truth': (parts, { url }) => ok(truthAnswer(parts.endpoint, url.searchParams)),
  'GET /truth/counts': async (parts, { url }) => ok(await countsAnswer(parts.endpoint, url.searchParams)),
  'GET /truth/series': (parts, { url }) => ok(listSeries(parts.endpoint.world, url.searchParams)),
  'GET /truth/metrics': (parts, { url }) => ok(trueMetrics(parts.endpoint.world, queryOf(url.searchParams))),
  'POST /truth/metrics': (parts, { body }) => ok(trueMetrics(parts.endpoint.world, json(body))),
  'GET /faults': (parts) => ok({ items: parts.endpoint.faults.list() }),
  'POST /faults': (parts, { body }) => addFaults(parts, json(body)),
  'DELETE /faults': (parts, { url }) =>
    ok({ removed: parts.endpoint.faults.clear(url.searchParams.get('id') ?? undefined) }),
  'POST /clock': (parts, { body }) => moveClock(parts, json(body)),
};

/** Answers `/_simulator/…`. Bad input is answered 400 with the field, the value and the remedy. */
export async function control(parts: ControlParts, request: ControlRequest): Promise<ControlAnswer> {
  const path = request.url.pathname.slice('/_simulator'.length).replace(/\/$/, '');
  const handler = HANDLERS[`${request.method} ${path}`];
  if (!handler) {
    return {
      status: 404,
      body: { error: `No ${request.method} ${path} here.`, paths: Object.keys(HANDLERS) },
    };
  }
  try {
    parts.endpoint.world.advance();
    return await handler(parts, request);
  } catch (error) {
    if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
    if (error instanceof SyntaxError)
      return { status: 400, body: { error: `The body is not JSON: ${error.message}` } };
    throw error;
  }
}

function health({ endpoint: { world }, clock }: ControlParts): Record<string, unknown> {
  return {
    status: 'ok',
    now: clock.now(),
    startedAt: world.startedAt,
    seed: world.seed,
    historyDays: world.historyDays,
    speed: clock.speed,
    virtual: clock.virtual,
    accounts: world.accounts().map((accountId) => ({ accountId, regions: world.regions(accountId) })),
  };
}

function addFaults(parts: ControlParts, body: unknown): ControlAnswer {
  return { status: 201, body: { items: parts.endpoint.faults.add(parseFaultRules(body)) } };
}

const clockSchema = z.union([
  z.strictObject({
    advanceSeconds: z
      .number()
      .min(0)
      .max(366 * 86_400),
  }),
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
]);

function moveClock(parts: ControlParts, body: unknown): ControlAnswer {
  const { clock } = parts;
  if (!clock.virtual) {
    const error = 'The clock follows real time. Start with --now, --speed or --frozen to move it.';
    return { status: 409, body: { error } };
  }
  const move = clockSchema.parse(body);
  const ms = 'now' in move ? Date.parse(move.now) - clock.now() : move.advanceSeconds * 1000;
  if (ms < 0)
    return { status: 400, body: { error: 'now lies in the past of the clock; it only moves forward.' } };
  clock.advance(ms);
  parts.endpoint.world.advance();
  return ok({ now: clock.now() });
}

function json(body: string): unknown {
  return JSON.parse(body === '' ? 'null' : body);
}

/** The GET form: `dims=ClusterName=shop,ServiceName=web`, times as ISO 8601 or epoch ms. */
function queryOf(params: URLSearchParams): unknown {
  const dims = params.get('dims') ?? '';
  const dimensions =
    dims === ''
      ? []
      : dims.split(',').map((pair) => {
          const at = pair.indexOf('=');
          return { Name: pair.slice(0, at), Value: pair.slice(at + 1) };
        });
  const optional = (name: string, as = name): Record<string, string> => {
    const value = params.get(name);
    return value === null ? {} : { [as]: value };
  };
  return {
    visibleOnly: params.get('visibleOnly') !== 'false',
    queries: [
      {
        ...optional('namespace'),
        ...optional('metric', 'metricName'),
        ...optional('stat'),
        ...optional('from'),
        ...optional('to'),
        ...optional('account', 'accountId'),
        ...optional('region'),
        ...(params.has('period') ? { period: Number(params.get('period')) } : {}),
        dimensions,
      },
    ],
  };
}
