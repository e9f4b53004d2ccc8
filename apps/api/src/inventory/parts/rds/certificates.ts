import type { AwsPlace, RdsCertificate } from '../../../aws/index.js';
import { InventoryPart } from '../part.js';

/** The certificate authorities that databases present. */
export class CertificatesPart extends InventoryPart<RdsCertificate[]> {
  readonly name = 'certificates';
  readonly everyMs = 15 * 60_000;
  readonly kinds = [];

  read(place: AwsPlace): Promise<RdsCertificate[]> {
    return place.rds.certificates();
  }

  /** Epoch ms; null where it is not known. */
  validTill(identifier: string | null): number | null {
    return this.latest?.find((one) => one.CertificateIdentifier === identifier)?.ValidTill ?? null;
  }
}
