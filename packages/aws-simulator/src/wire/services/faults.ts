import { AwsError } from '../aws-error.js';
import type { ParamFaults } from '../request/params.js';

/** Amazon ECS words parameter errors its own way, all as InvalidParameterException. */
export const ecsParams: ParamFaults = {
  required: (name) => ecsInvalid(`${capital(name)} cannot be empty.`),
  type: (name, expected) => serialization(name, expected),
  range: (name, _value, min, max) => ecsInvalid(`${name} must be between ${min} and ${max}.`),
  oneOf: (name, value, allowed) =>
    ecsInvalid(`Invalid value '${value}' for ${name}. Valid values: ${allowed.join(', ')}.`),
  tooMany: (name, _count, max) => ecsInvalid(`${capital(name)} cannot have more than ${max} elements.`),
};

export function ecsInvalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** The validation text which Logs, Auto Scaling and Application Auto Scaling share. */
export function constraintParams(code: string): ParamFaults {
  const fail = (name: string, value: string, rule: string): AwsError =>
    new AwsError(
      code,
      `1 validation error detected: Value '${value}' at '${lower(name)}' failed to satisfy constraint: Member must ${rule}`,
    );
  return {
    required: (name) =>
      new AwsError(
        code,
        `1 validation error detected: Value at '${lower(name)}' failed to satisfy constraint: Member must not be null`,
      ),
    type: (name, expected) => serialization(name, expected),
    range: (name, value, min, max) =>
      value < min
        ? fail(name, String(value), `have value greater than or equal to ${min}`)
        : fail(name, String(value), `have value less than or equal to ${max}`),
    oneOf: (name, value, allowed) => fail(name, value, `satisfy enum value set: [${allowed.join(', ')}]`),
    tooMany: (name, count, max) => fail(name, `${count} items`, `have length less than or equal to ${max}`),
  };
}

export const ec2Params: ParamFaults = {
  required: (name) => new AwsError('MissingParameter', `The request must contain the parameter ${name}`),
  type: (name, expected) =>
    new AwsError('InvalidParameterValue', `Invalid value for ${name}. Expecting ${expected}.`),
  range: (name, value, min, max) =>
    new AwsError(
      'InvalidParameterValue',
      `Value ( ${value} ) for parameter ${lower(name)} is invalid. ` +
        (value < min ? `Expecting a value greater than ${min}.` : `Expecting a value less than ${max}.`),
    ),
  oneOf: (name, value) =>
    new AwsError('InvalidParameterValue', `Value ( ${value} ) for parameter ${lower(name)} is invalid.`),
  tooMany: (name, _count, max) =>
    new AwsError('InvalidParameterValue', `${name} has more than ${max} values.`),
};

export const rdsParams: ParamFaults = {
  required: (name) => new AwsError('MissingParameter', `The request must contain the parameter ${name}.`),
  type: (name, expected) => new AwsError('MalformedInput', `${name} must be of type ${expected}.`),
  range: (name, value, min, max) =>
    new AwsError(
      'InvalidParameterValue',
      `Invalid value ${value} for ${name}. Must be between ${min} and ${max}`,
    ),
  oneOf: (name, value) => new AwsError('InvalidParameterValue', `Invalid value ${value} for ${name}.`),
  tooMany: (name, _count, max) =>
    new AwsError('InvalidParameterValue', `${name} has more than ${max} values.`),
};

/** Elastic Load Balancing answers ValidationError to whatever is wrong with a parameter. */
export const loadBalancingParams: ParamFaults = {
  required: (name) => validationError(`A value for ${lower(name)} must be specified`),
  type: (name, expected) => validationError(`${lower(name)} must be of type ${expected}`),
  range: (name, value, min, max) =>
    validationError(
      `1 validation error detected: Value '${value}' at '${lower(name)}' failed to satisfy constraint: ` +
        `Member must have value ${value < min ? `greater than or equal to ${min}` : `less than or equal to ${max}`}`,
    ),
  oneOf: (name, value, allowed) =>
    validationError(`'${value}' is not valid for ${lower(name)}. Valid values: ${allowed.join(', ')}`),
  tooMany: (name, count, max) =>
    validationError(`${lower(name)} must not have more than ${max} items. It has ${count}`),
};

export const cloudwatchParams: ParamFaults = {
  required: (name) => validationError(`The parameter ${name} is required.`),
  type: (name, expected) => validationError(`The parameter ${name} must be of type ${expected}.`),
  range: (name, value, min, max) =>
    validationError(`The value ${value} for parameter ${name} must be between ${min} and ${max}.`),
  oneOf: (name, value, allowed) =>
    validationError(`The value ${value} for parameter ${name} is not one of ${allowed.join(', ')}.`),
  tooMany: (name, count, max) =>
    validationError(`The collection ${name} must not have a size greater than ${max}. It has ${count}.`),
};

/** GetMetricStatistics and ListMetrics, which name what is wrong by codes of their own. */
export const metricParams: ParamFaults = {
  required: (name) => new AwsError('MissingParameter', `The parameter ${name} is required.`),
  type: (name, expected) => invalidValue(`The parameter ${name} must be of type ${expected}.`),
  range: (name, value, min, max) =>
    invalidValue(`The value ${value} for parameter ${name} must be between ${min} and ${max}.`),
  oneOf: (name, value, allowed) =>
    invalidValue(`The value ${value} for parameter ${name} is not one of ${allowed.join(', ')}.`),
  tooMany: (name, count, max) =>
    invalidValue(`The collection ${name} must not have a size greater than ${max}. It has ${count}.`),
};

export const sqsParams: ParamFaults = {
  required: (name) => new AwsError('MissingParameter', `The request must contain the parameter ${name}.`),
  type: (name, expected) => serialization(name, expected),
  range: (name, value, min, max) =>
    invalidValue(
      `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${min} and ${max}, if provided.`,
    ),
  oneOf: (name, value) => new AwsError('InvalidAttributeName', `Unknown Attribute ${value} in ${name}.`),
  tooMany: (name, count, max) => invalidValue(`${name} has ${count} values; at most ${max} are allowed.`),
};

export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

function serialization(name: string, expected: string): AwsError {
  return new AwsError('SerializationException', `${name}: expected ${expected}.`);
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
