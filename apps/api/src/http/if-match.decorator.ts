import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { AppError, badInput } from './app-error.js';

/** The version that a write was made over, from If-Match. @throws AppError PRECONDITION_REQUIRED, VALIDATION */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): number => {
  const request = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>();
  const header = request.headers['if-match'];
  if (header === undefined) {
    throw new AppError(
      'PRECONDITION_REQUIRED',
      'Send If-Match with the version that you read, so that nobody else’s change is lost.',
    );
  }
  const digits = /^"?(\d{1,9})"?$/.exec(header)?.[1];
  if (digits === undefined) throw badInput('If-Match', header, 'Write the version that you read, such as 3.');
  return Number(digits);
});

/** States the header in the documentation; stands on the method that takes `@IfMatch()`. */
export const TakesIfMatch = (): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: true,
    description: 'The version that was read; a lost race answers 409 with the current item.',
    schema: { type: 'integer', minimum: 0 },
  });
