import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { badInput } from './app-error.js';

/** The sender's own name for a request that it may send again; null without one. @throws AppError VALIDATION */
export const IdempotencyKey = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string | null => {
    const request = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>();
    const header = request.headers['idempotency-key'];
    if (header === undefined) return null;
    if (!/^[\x21-\x7e]{1,200}$/.test(header)) {
      throw badInput('Idempotency-Key', header, 'Write 1 to 200 visible ASCII characters without spaces.');
    }
    return header;
  },
);

/** States the header in the documentation; stands on the method that takes `@IdempotencyKey()`. */
export const TakesIdempotencyKey = (): MethodDecorator =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Sent again with the same key within a day, a request does nothing more and answers the same.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  });
