import type { Ec2Image } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { imageArn, imageResourceId } from '../resource-id.js';
import { iso } from './iso.js';

export interface ImageContext {
  accountId: string;
  region: string;
  usedBy: readonly string[];
}

/** `image` null: instances run it, but AWS does not know it (any more). */
export function describeImage(
  imageId: string,
  image: Ec2Image | null,
  { accountId, region, usedBy }: ImageContext,
): Observed<'image'> {
  return {
    id: imageResourceId(region, accountId, imageId),
    kind: 'image',
    name: image?.Name ?? imageId,
    arn: imageArn(region, imageId),
    nativeId: imageId,
    accountId,
    parentId: null,
    state: image ? (image.State ?? 'available') : 'missing',
    tags: image?.Tags ?? {},
    ended: false,
    attributes: {
      owner: image?.OwnerId ?? null,
      ownerAlias: image ? (image.ImageOwnerAlias ?? (image.OwnerId === accountId ? 'self' : null)) : null,
      architecture: image?.Architecture ?? null,
      platform: image?.PlatformDetails ?? null,
      description: image?.Description ?? null,
      public: image?.Public ?? null,
      createdAt: iso(image?.CreationDate ?? null),
      deprecatedAt: iso(image?.DeprecationTime ?? null),
      missing: image === null,
      usedBy: [...usedBy].sort(),
    },
  };
}
