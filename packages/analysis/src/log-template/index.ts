export * from './compare-templates.js';
export * from './hour-counts.js';
export * from './line-content.js';
export * from './mask-tokens.js';
export * from './template-tree.js';
