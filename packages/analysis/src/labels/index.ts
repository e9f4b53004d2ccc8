export { DEFAULT_LABEL_RULES, type Labels } from './label-rules.js';
export { labelTree, type LabelNode } from './label-tree.js';
export { previewLabels, type StoredNode } from './preview-labels.js';
