import { z } from 'zod';
import type { Config } from './config.js';
import { QueueUrls, ScopesVariable } from './scopes-variable.js';

/** What the environment alone says; files in the data directory add the rest. */
export type ReadConfig = Omit<Config, 'labelRules' | 'addedMetrics'>;

/** One bad variable: its name, what it holds (secrets never), and what to write instead. */
export interface EnvironmentProblem {
  variable: string;
  value: string;
  remedy: string;
}

interface Variable<T extends z.ZodType = z.ZodType> {
  schema: T;
  remedy: string;
  secret?: boolean;
}
const variable = <T extends z.ZodType>(schema: T, remedy: string, secret = false): Variable<T> => ({
  schema,
  remedy,
  secret,
});

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;
const number = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'it is no number')
  .transform(Number);
const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'it is no region')
  .optional();
const REGION_REMEDY = 'Write a region such as ap-northeast-2.';
const portNumber = number.pipe(z.int().min(1).max(65_535));
const PORT_REMEDY = 'Write a port number from 1 to 65535.';

const VARIABLES = {
  PORT: variable(portNumber.default(3000), PORT_REMEDY),
  API_PORT: variable(portNumber.default(3001), PORT_REMEDY),
  HOST: variable(
    z.string().regex(LOOPBACK, 'it is no loopback address').default('127.0.0.1'),
    'Write 127.0.0.1: there is no sign-in yet, so Danji listens to this machine only.',
  ),
  DATABASE_URL: variable(
    z.url({ protocol: /^postgres(ql)?$/ }),
    'Write postgresql://user:password@host:5432/name, or start by `npm start`, which brings its own PostgreSQL.',
    true,
  ),
  DANJI_DATA_DIR: variable(z.string().min(1).default('.danji'), 'Write a folder.'),
  DANJI_MODE: variable(z.enum(['demo', 'aws']).optional(), 'Write demo or aws, or leave it out.'),
  DANJI_ROLE: variable(z.enum(['all', 'api', 'worker']).default('all'), 'Write all, api or worker.'),
  DANJI_SCOPES: variable(
    ScopesVariable.optional(),
    'Write a JSON list such as [{"name":"prod","regions":["ap-northeast-2"],"roleArn":"arn:aws:iam::111122223333:role/danji"}].',
    true,
  ),
  DANJI_EVENTS_QUEUE_URL: variable(
    QueueUrls.optional(),
    'Write the address of an SQS queue such as https://sqs.ap-northeast-2.amazonaws.com/111122223333/danji-events; several, one for each region, with commas.',
  ),
  DANJI_POLL_SECONDS: variable(
    number.pipe(z.int().min(60).max(3600).multipleOf(60)).optional(),
    'Write a multiple of 60 from 60 to 3600.',
  ),
  DANJI_BUDGET_USD: variable(
    number.optional(),
    'Write US dollars a month, 0 or more, e.g. 25; 0 = free calls only.',
  ),
  DANJI_TIMEZONE: variable(
    z
      .string()
      .refine((zone) => isZone(zone), 'it is no IANA zone')
      .default('UTC'),
    'Write an IANA zone such as Asia/Seoul.',
  ),
  DANJI_PUBLIC_URL: variable(
    z.url({ protocol: /^https?$/ }).optional(),
    'Write the address people open, e.g. https://danji.example.com.',
  ),
  DANJI_SECRET_KEY_FILE: variable(z.string().min(1).optional(), 'Write the path of a file.'),
  DANJI_LOG_LEVEL: variable(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    'Write fatal, error, warn, info, debug, trace or silent.',
  ),
  AWS_REGION: variable(region, REGION_REMEDY),
  AWS_DEFAULT_REGION: variable(region, REGION_REMEDY),
  AWS_ENDPOINT_URL: variable(
    z.url({ protocol: /^https?$/ }).optional(),
    'Write an address such as http://127.0.0.1:4580.',
  ),
};
type Values = { [K in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[K]['schema']> };

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format(0);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * Reads and checks the environment. All problems are answered at once. `version` is the product's; `credentials` says
 * whether the SDK's default chain found some, which decides the mode when DANJI_MODE is unset.
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  facts: { version: string; credentials: boolean },
): { config: ReadConfig } | { problems: EnvironmentProblem[] } {
  const problems: EnvironmentProblem[] = [];
  const values: Partial<Record<string, unknown>> = {};
  for (const [name, { schema, remedy, secret }] of Object.entries<Variable>(VARIABLES)) {
    const given = env[name] === '' ? undefined : env[name];
    const parsed = schema.safeParse(given);
    if (parsed.success) {
      values[name] = parsed.data;
      continue;
    }
    const why = given === undefined ? 'it is missing' : parsed.error.issues.map(sentence).join('; ');
    const shown = given === undefined ? '(unset)' : secret ? '(not shown)' : given;
    problems.push({ variable: name, value: shown, remedy: `${remedy} (${why})` });
  }
  if (values['PORT'] !== undefined && values['PORT'] === values['API_PORT']) {
    const remedy = 'PORT is the same; the pages and the API need one each.';
    problems.push({ variable: 'API_PORT', value: String(values['API_PORT']), remedy });
  }
  if (problems.length > 0) return { problems };
  return { config: Object.freeze(toConfig(values as Values, facts)) };
}

function sentence(issue: z.core.$ZodIssue): string {
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
}

function toConfig(values: Values, facts: { version: string; credentials: boolean }): ReadConfig {
  const mode = values.DANJI_MODE ?? (facts.credentials ? 'aws' : 'demo');
  return {
    mode,
    modeIsExplicit: values.DANJI_MODE !== undefined,
    role: values.DANJI_ROLE,
    host: values.HOST,
    port: values.PORT,
    apiPort: values.API_PORT,
    databaseUrl: values.DATABASE_URL,
    dataDir: values.DANJI_DATA_DIR,
    scopes: values.DANJI_SCOPES ?? null,
    region: values.AWS_REGION ?? values.AWS_DEFAULT_REGION ?? 'us-east-1',
    endpoint: values.AWS_ENDPOINT_URL ?? null,
    eventsQueueUrls: values.DANJI_EVENTS_QUEUE_URL ?? [],
    pollSeconds: values.DANJI_POLL_SECONDS ?? (mode === 'demo' ? 60 : 300),
    budgetUsd: values.DANJI_BUDGET_USD ?? null,
    timezone: values.DANJI_TIMEZONE,
    publicUrl: values.DANJI_PUBLIC_URL ?? null,
    secretKeyFile: values.DANJI_SECRET_KEY_FILE ?? null,
    logLevel: values.DANJI_LOG_LEVEL,
    version: facts.version,
  };
}

/** The message a person reads when the process refuses to start. */
export function explainProblems(problems: readonly EnvironmentProblem[]): string {
  const lines = problems.map(({ variable: name, value, remedy }) => `  ${name}=${value}\n    ${remedy}`);
  return `Danji does not start: ${problems.length} bad environment value(s).\n${lines.join('\n')}\n`;
}
