import { Module } from '@nestjs/common';
import { GetLabelRules } from './get-label-rules.js';
import { LabelsController } from './labels.controller.js';
import { PreviewLabelRules } from './preview-label-rules.js';
import { SaveLabelRules } from './save-label-rules.js';

@Module({ controllers: [LabelsController], providers: [GetLabelRules, PreviewLabelRules, SaveLabelRules] })
export class LabelsModule {}
