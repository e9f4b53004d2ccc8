import { Injectable } from '@nestjs/common';
import { previewLabels } from '@danji/analysis';
import type { Context, LabelPreview, LabelRuleInput } from '@danji/shared';
import { Database } from '../database/index.js';
import { requirePermission } from '../http/index.js';
import { labelledResources } from './label.repository.js';

/** POST /settings/labels/preview: what rules would make of every resource, before anybody saves them. */
@Injectable()
export class PreviewLabelRules {
  constructor(private readonly database: Database) {}

  async run(ctx: Context, { rules }: LabelRuleInput): Promise<LabelPreview> {
    requirePermission(ctx, 'settings.read');
    return previewLabels(await labelledResources(this.database.pool, false), rules);
  }
}
