export { LabelFileError, readLabelFile } from './label-file.js';
export { labelNode } from './label-node.js';
export { currentRules } from './label-rule-book.js';
export { LabelsModule } from './labels.module.js';
