import type { RdsKnowledge } from '../../describe/rds-instance.js';
import type { InventoryPart } from '../part.js';
import { CertificatesPart } from './certificates.js';
import { EngineVersionsPart } from './engine-versions.js';
import type { RdsInUse } from './in-use.js';
import { LifecyclesPart } from './lifecycles.js';
import { MaintenancePart } from './maintenance.js';
import { ParametersPart } from './parameters.js';

/** The reads that add to databases: each by itself, so that one which is refused takes only its own facts along. */
export class RdsKnowledgeParts implements RdsKnowledge {
  readonly lifecycles = new LifecyclesPart();
  readonly maintenance = new MaintenancePart();
  readonly certificates = new CertificatesPart();
  readonly versions: EngineVersionsPart;
  readonly parameters: ParametersPart;

  constructor(inUse: RdsInUse) {
    this.versions = new EngineVersionsPart(inUse);
    this.parameters = new ParametersPart(inUse);
  }

  /** Versions and groups are asked for once the lists of the same sweep have named them. */
  readAfter(lists: readonly InventoryPart[]): void {
    this.versions.after = lists;
    this.parameters.after = lists;
  }

  get all() {
    return [this.lifecycles, this.maintenance, this.certificates, this.versions, this.parameters];
  }

  lifecycleOf(engine: string, version: string | null) {
    return this.lifecycles.lifecycleOf(engine, version);
  }

  upgradesOf(engine: string, version: string | null) {
    return this.versions.upgradesOf(engine, version);
  }

  actionsOn(arn: string) {
    return this.maintenance.actionsOn(arn);
  }

  parametersOf(group: string) {
    return this.parameters.of(group);
  }

  certificateValidTill(identifier: string | null) {
    return this.certificates.validTill(identifier);
  }
}
