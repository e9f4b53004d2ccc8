export { KINDS, type KindName, type Target } from './kinds/index.js';
export { parseScenario, ScenarioError, type Incident, type Scenario, type Selector } from './schema.js';
export { readReplay, ReplayError, type Recording } from './replay.js';
export { resolveTime } from './time.js';
