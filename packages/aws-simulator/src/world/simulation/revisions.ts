import { MINUTE, DAY } from '../calendar.js';
import type { Ids } from '../ids.js';
import type { JobPlan, ServicePlan } from '../plan/plan-types.js';
import { Rng } from '../random.js';
import type { Millis } from '../types.js';

/** One revision of a task definition. */
export interface Revision {
  family: string;
  revision: number;
  arn: string;
  registeredAt: Millis;
  cpu: number;
  memory: number;
  /** Image with its tag, as the main container names it. */
  image: string;
  /** SHA-256 digest that the tag resolved to. */
  digest: string;
  service?: ServicePlan;
  job?: JobPlan;
  /** Changes against the revision before, applied by incidents: more or other environment names, another size. */
  environmentName?: string;
}

/** The register of task definitions of one region: families with holes in their numbering, as people leave them. */
export class RevisionBook {
  private readonly byFamily = new Map<string, Revision[]>();
  private readonly byArn = new Map<string, Revision>();

  constructor(
    private readonly seed: number,
    private readonly ids: Ids,
    private readonly arnPrefix: string,
  ) {}

  /** Registers the next revision of a service's family; sometimes a number is skipped (registered by CI, never used). */
  next(service: ServicePlan, at: Millis, change: Partial<Revision> = {}): Revision {
    const family = this.byFamily.get(service.family) ?? [];
    const last = family.at(-1);
    const number = last ? last.revision + (last.revision % 5 === 3 ? 2 : 1) : service.firstRevision;
    return this.add(family, {
      family: service.family,
      revision: number,
      arn: `${this.arnPrefix}${service.family}:${number}`,
      registeredAt: at,
      cpu: last?.cpu ?? service.cpu,
      memory: last?.memory ?? service.memory,
      image: `${service.imageRepository}:${service.latestTag ? 'latest' : this.ids.hex(`sha|${service.family}|${number}`, 12)}`,
      digest: `sha256:${this.ids.hex(`digest|${service.family}|${number}`, 64)}`,
      service,
      ...change,
    });
  }

  forJob(job: JobPlan, at: Millis): Revision {
    const known = this.latest(job.family);
    if (known) return known;
    return this.add([], {
      family: job.family,
      revision: job.revision,
      arn: `${this.arnPrefix}${job.family}:${job.revision}`,
      registeredAt: at - new Rng(this.seed, job.family).int(5, 90) * DAY - 7 * MINUTE,
      cpu: job.job.cpu,
      memory: job.job.memory,
      image: `${job.cluster.region.accountId}.dkr.ecr.${job.cluster.region.region}.amazonaws.com/jobs:${job.family}`,
      digest: `sha256:${this.ids.hex(`digest|${job.family}`, 64)}`,
      job,
    });
  }

  private add(family: Revision[], revision: Revision): Revision {
    family.push(revision);
    this.byFamily.set(revision.family, family);
    this.byArn.set(revision.arn, revision);
    return revision;
  }

  latest(family: string): Revision | undefined {
    return this.byFamily.get(family)?.at(-1);
  }

  /** By ARN, `family:revision` or `family`. */
  find(name: string): Revision | undefined {
    return this.byArn.get(name) ?? this.byArn.get(this.arnPrefix + name) ?? this.latest(name);
  }
}
