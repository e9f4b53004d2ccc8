export { NetworkPage } from './network-page';
export { NetworkPlacePage } from './place-page';
export { RuleList } from './rule-text';
