import { describe, expect, it } from '@jest/globals';
import { classifyFailure } from './errors.js';

const failed = (name: string, status?: number): Error =>
  Object.assign(new Error('said AWS'), { name, $metadata: { httpStatusCode: status } });

describe('classifyFailure', () => {
  it.each([
    ['ThrottlingException', 400, 'throttled'],
    ['RequestLimitExceeded', 503, 'throttled'],
    ['SomethingNew', 429, 'throttled'],
    ['AccessDeniedException', 400, 'denied'],
    ['UnauthorizedOperation', 403, 'denied'],
    ['SomethingNew', 403, 'denied'],
    ['ExpiredTokenException', 403, 'credentials'],
    ['InvalidAction', 400, 'unsupported'],
    ['UnknownOperationException', 400, 'unsupported'],
    ['SomethingNew', 501, 'unsupported'],
    ['InternalFailure', 500, 'transient'],
    ['ECONNRESET', undefined, 'transient'],
    ['SyntaxError', undefined, 'transient'],
    ['ClusterNotFoundException', 400, 'missing'],
    ['InvalidParameterValue', 400, 'rejected'],
  ])('reads %s with status %s as %s', (name, status, failure) => {
    expect(classifyFailure(failed(name, status))).toEqual({ failure, code: name, message: 'said AWS' });
  });

  it('finds the code of a socket error in its code', () => {
    const error = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(classifyFailure(error)).toEqual({
      failure: 'transient',
      code: 'ECONNREFUSED',
      message: 'connect',
    });
  });
});
