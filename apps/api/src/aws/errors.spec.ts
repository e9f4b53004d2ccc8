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
    expect(classifyFailure(failed(name, status))).toEqual({
      failure,
      code: name,
      message: 'said AWS',
      foreign: false,
    });
  });

  it('finds the code of a socket error in its code', () => {
    const error = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(classifyFailure(error)).toEqual({
      failure: 'transient',
      code: 'ECONNREFUSED',
      message: 'connect',
      foreign: false,
    });
  });

  it.each([
    [500, 'transient'],
    [503, 'transient'],
    [404, 'unsupported'],
    [501, 'unsupported'],
    [403, 'denied'],
  ])('reads a page of somebody else with status %s as %s', (status, failure) => {
    const error = Object.assign(new SyntaxError(`Unexpected token '<', "<!doctype "... is not valid JSON`), {
      $response: { statusCode: status },
    });
    expect(classifyFailure(error)).toEqual({
      failure,
      code: `HTTP ${status}`,
      message: `HTTP ${status} with a body that is no answer of AWS`,
      foreign: true,
    });
  });

  it('takes an unreadable body of a good answer as one that broke on the way', () => {
    const error = Object.assign(new SyntaxError('Unexpected end of JSON input'), {
      $response: { statusCode: 200 },
    });
    expect(classifyFailure(error)).toMatchObject({ failure: 'transient', foreign: false });
  });
});
