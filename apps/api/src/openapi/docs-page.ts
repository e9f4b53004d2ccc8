import { createHash } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';

const STYLE = `
:root{color-scheme:light dark}
body{font:14px/1.5 system-ui,sans-serif;max-width:1000px;margin:0 auto;padding:24px}
h1{font-size:21px}h2{font-size:16px;margin-top:40px}
section,details{border:1px solid #8884;border-radius:8px;padding:8px 14px;margin:10px 0}
h3,summary{font:600 13px ui-monospace,monospace;overflow-wrap:anywhere}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:12.5px}
td,th{text-align:left;vertical-align:top;padding:3px 10px 3px 0;border-top:1px solid #8883}
code{font:12px ui-monospace,monospace;overflow-wrap:anywhere}
`;

/** Lets exactly this page's style through the content security policy; there is no script. */
export const DOCS_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** What the page reads of a JSON schema. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  description?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  nullable?: boolean;
}

interface Operation {
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

/** The API's documentation as one page that needs neither scripts nor the internet. */
export function docsPage(document: OpenAPIObject): string {
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = methods[method] as Operation | undefined;
      return operation === undefined ? [] : [routeHtml(method.toUpperCase(), path, operation)];
    }),
  );
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>).map(
    ([name, schema]) => schemaHtml(name, schema),
  );
  const { title, description = '', version } = document.info;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)} API</title><style>${STYLE}</style></head><body>
<h1>${escape(title)} API ${escape(version)}</h1><p>${escape(description)}</p>
<p>The same as a document: <a href="openapi.json">openapi.json</a></p>
<h2>Routes</h2>${routes.join('')}<h2>Schemas</h2>${schemas.join('')}</body></html>`;
}

function routeHtml(method: string, path: string, operation: Operation): string {
  const rows = (operation.parameters ?? []).map(({ name, in: place, required, description, schema }) =>
    row(
      `${name}${required === true ? ' *' : ''}`,
      place,
      typeHtml(schema),
      description ?? schema?.description,
    ),
  );
  const body = schemaOf(operation.requestBody?.content);
  if (body !== undefined) rows.unshift(row('body *', 'body', typeHtml(body), ''));
  const answer = schemaOf(operation.responses['200']?.content);
  return `<section><h3>${method} ${escape(path)}</h3><p>${escape(operation.summary ?? '')}</p>
${table(['Parameter', 'In', 'Type', ''], rows)}<p>Answers ${typeHtml(answer)}</p></section>`;
}

function schemaHtml(name: string, schema: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([property, of]) =>
    row(
      `${property}${schema.required?.includes(property) === true ? ' *' : ''}`,
      typeHtml(of),
      of.description,
    ),
  );
  const anchor = escape(name);
  return `<details id="${anchor}"><summary>${anchor}</summary>${table(['Member', 'Type', ''], rows)}</details>`;
}

function schemaOf(content: Record<string, { schema?: Schema }> | undefined): Schema | undefined {
  return Object.values(content ?? {})[0]?.schema;
}

/** A type in the few words that a reader needs; named ones link to their table. */
function typeHtml(schema: Schema | undefined): string {
  if (schema === undefined) return 'any';
  if (schema.$ref !== undefined) {
    const name = escape(schema.$ref.split('/').at(-1) ?? '');
    return `<a href="#${name}">${name}</a>`;
  }
  const usual =
    schema.default === undefined ? '' : ` = <code>${escape(JSON.stringify(schema.default))}</code>`;
  return `${kindHtml(schema)}${schema.nullable === true ? ' | null' : ''}${usual}`;
}

function kindHtml(schema: Schema): string {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(typeHtml))].join(' | ');
  if (schema.const !== undefined) return `<code>${escape(JSON.stringify(schema.const))}</code>`;
  if (schema.enum !== undefined)
    return schema.enum.map((value) => `<code>${escape(String(value))}</code>`).join(' | ');
  if (schema.type === 'array') return `list of ${typeHtml(schema.items)}`;
  if (schema.properties !== undefined) {
    const members = Object.entries(schema.properties).map(([name, of]) => `${escape(name)}: ${typeHtml(of)}`);
    return `{ ${members.join(', ')} }`;
  }
  if (typeof schema.additionalProperties === 'object')
    return `map to ${typeHtml(schema.additionalProperties)}`;
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any');
  return escape(schema.format === undefined ? type : `${type} (${schema.format})`);
}

function table(head: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return '';
  const cells = head.map((text) => `<th>${text}</th>`).join('');
  return `<div class="scroll"><table><tr>${cells}</tr>${rows.join('')}</table></div>`;
}

/** The first cell is a name, the last a description (plain text); those between are HTML already. */
function row(name: string, ...cells: (string | undefined)[]): string {
  const description = escape(cells.at(-1) ?? '');
  const middle = cells.slice(0, -1).map((cell) => `<td>${cell ?? ''}</td>`);
  return `<tr><td><code>${escape(name)}</code></td>${middle.join('')}<td>${description}</td></tr>`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
