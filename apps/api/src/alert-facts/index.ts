export { AlertFactsModule } from './alert-facts.module.js';
export { areasOf, followsOthers, relatedOf, subjectOf } from './alert-subject.js';
export { HOUR_MS, MINUTE_MS, type ObservedFact, type ObservedFacts } from './fact.js';
export { ReadFacts, settleMs } from './read-facts.js';
export { WatchedRepository, type Watched } from './watched.repository.js';
