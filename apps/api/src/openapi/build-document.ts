import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Problem } from '@danji/shared';
import { z } from 'zod';

const DESCRIPTION = `What Danji knows of ECS, EC2 and RDS. Times are ISO 8601 in UTC; lists answer
{items, nextCursor, total}, where total is exact to 10,000 and then null with atLeast. Errors are
application/problem+json (RFC 9457) with code, requestId and, for bad input, errors[{field, value, message}].`;

const PROBLEM_REF = '#/components/schemas/Problem';

/** The OpenAPI document of every route, from the same schemas that check requests and answers. */
export function buildDocument(app: INestApplication, version: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Danji')
    .setDescription(DESCRIPTION.replaceAll('\n', ' '))
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A token made under Settings, Tokens' })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  return withProblems(document);
}

/** Every route may be refused; the refusal has one form. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  const refusal = {
    description: 'Refused or failed',
    content: { 'application/problem+json': { schema: { $ref: PROBLEM_REF } } },
  };
  for (const path of Object.values(document.paths)) {
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete]) {
      if (operation !== undefined) operation.responses['default'] = refusal;
    }
  }
  // Named schemas come as definitions that the root refers to.
  const { definitions } = z.toJSONSchema(Problem, { target: 'openapi-3.0' });
  const schemas = {
    ...document.components?.schemas,
    ...(definitions as Record<string, Record<string, unknown>>),
  };
  return { ...document, components: { ...document.components, schemas } };
}
