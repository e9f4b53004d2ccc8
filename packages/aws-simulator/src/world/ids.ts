import { Rng } from './random.js';

/**
 * AWS-shaped identifiers, each a function of (seed, key). Shapes: details 1 and 10 of docs/simulator.md; EC2-family ids have
 * 17 hex digits, ECS tasks and container instances 32, deployments up to 19 decimal digits (often above 2^53).
 */
export class Ids {
  constructor(private readonly seed: number) {}

  private draw(key: string, alphabet: string, length: number): string {
    const rng = new Rng(this.seed, key);
    let out = '';
    for (let i = 0; i < length; i++) out += alphabet[rng.int(0, alphabet.length - 1)];
    return out;
  }

  hex(key: string, length: number): string {
    return this.draw(key, '0123456789abcdef', length);
  }

  /** Version-4 UUID with dashes. */
  uuid(key: string): string {
    const h = this.hex(key, 32);
    const variant = '89ab'[parseInt(h[16] ?? '0', 16) & 3];
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`;
  }

  /** `prefix-` and 17 hex digits; EC2 ids start with 0 in practice. */
  ec2(prefix: string, key: string): string {
    return `${prefix}-0${this.hex(`${prefix}|${key}`, 16)}`;
  }

  /** `ecs-svc/` and 19 digits. */
  deployment(key: string): string {
    const digits = this.draw(`deployment|${key}`, '0123456789', 18);
    return `ecs-svc/${1 + (Number(digits[0]) % 9)}${digits}`;
  }

  /** The number of a service revision: 19 digits. */
  serviceRevision(key: string): string {
    return this.deployment(`revision|${key}`).slice('ecs-svc/'.length);
  }

  /** `d-` and 9 upper-case alphanumerics, as CodeDeploy names its deployments. */
  codeDeploy(key: string): string {
    return `d-${this.draw(`codedeploy|${key}`, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 9)}`;
  }

  /** The 21-character tail of a service-deployment ARN. */
  serviceDeployment(key: string): string {
    return this.draw(
      `service-deployment|${key}`,
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-',
      21,
    );
  }

  /** `db-` and 26 upper-case alphanumerics. */
  dbResource(key: string): string {
    return `db-${this.draw(`dbi|${key}`, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 26)}`;
  }

  /** 12 digits, never the documentation account. */
  account(index: number): string {
    const digits = this.draw(`account|${index}`, '0123456789', 11);
    const id = `${1 + (Number(digits[0]) % 9)}${digits}`;
    return id === '123456789012' ? '223456789012' : id;
  }
}
