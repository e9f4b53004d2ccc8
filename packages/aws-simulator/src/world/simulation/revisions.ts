import { MINUTE, DAY } from '../calendar.js';
import type { Ids } from '../ids.js';
import type { JobPlan, ServicePlan } from '../plan/plan-types.js';
import { Rng } from '../random.js';
import { olderRevisions } from './older-revisions.js';
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
  status: 'ACTIVE' | 'INACTIVE';
}

/** The register of task definitions of one region: families with holes in their numbering, as people leave them. */
export class RevisionBook {
  private readonly byFamily = new Map<string, Revision[]>();
  private readonly byArn = new Map<string, Revision>();
  /** Families whose revisions from before the history are in `byArn`, oldest first: made when somebody asks. */
  private readonly older = new Map<string, Revision[]>();

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
      status: 'ACTIVE',
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
      status: 'ACTIVE',
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
    const arn = name.startsWith(this.arnPrefix) ? name : this.arnPrefix + name;
    const known = this.byArn.get(arn) ?? this.latest(name);
    if (known) return known;
    this.before(arn.slice(this.arnPrefix.length).replace(/:\d+$/, ''));
    return this.byArn.get(arn);
  }

  /** Every revision there is, those from before the history included, by family and number. */
  list(): Revision[] {
    return [...this.byFamily.entries()].flatMap(([family, revisions]) => [
      ...this.before(family),
      ...revisions,
    ]);
  }

  private before(family: string): Revision[] {
    const known = this.older.get(family);
    const [first] = this.byFamily.get(family) ?? [];
    if (known || !first) return known ?? [];
    const made = olderRevisions(first, this.seed, this.ids);
    for (const revision of made) this.byArn.set(revision.arn, revision);
    this.older.set(family, made);
    return made;
  }
}
