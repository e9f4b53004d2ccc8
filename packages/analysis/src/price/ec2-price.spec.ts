import { describe, expect, it } from '@jest/globals';
import { instancePrice } from './ec2-price.js';

describe('the price of an EC2 instance', () => {
  it.each([
    ['t3.nano', 'us-east-1', 0.0052],
    ['t3a.xlarge', 'us-east-1', 0.1504],
    ['m7g.2xlarge', 'us-east-1', 0.3264],
    ['r8g.16xlarge', 'us-east-1', 3.77024],
    ['c7g.medium', 'us-east-1', 0.0363],
    ['t3.micro', 'ap-northeast-2', 0.013],
    ['t4g.small', 'ap-northeast-2', 0.0208],
  ])('%s in %s is %d an hour', (type, region, usd) => {
    expect(Math.abs((instancePrice(type, region)?.expected ?? NaN) - usd)).toBeLessThanOrEqual(1e-4);
  });

  it('is a range where sources disagree', () => {
    expect(instancePrice('c5.xlarge', 'ap-northeast-2')).toMatchObject({ low: 0.192, high: 0.214 });
  });

  it.each([
    ['m5.large', 'eu-west-1'],
    ['x9.large', 'us-east-1'],
    ['m5.metal', 'us-east-1'],
    ['m5', 'us-east-1'],
  ])('is unknown for %s in %s', (type, region) => {
    expect(instancePrice(type, region)).toBeNull();
  });
});
