export { AcceptsToken, tokenScopeOf } from './accepts-token.decorator.js';
export { Actor, LOCAL_CONTEXT, setContext } from './actor.decorator.js';
export { AppError, badInput, notFound } from './app-error.js';
export { configureHttp, createHttpAdapter } from './configure-http.js';
export { IdempotencyKey, TakesIdempotencyKey } from './idempotency-key.decorator.js';
export { IfMatch, TakesIfMatch } from './if-match.decorator.js';
export { requirePermission } from './require-permission.js';
export { Returns } from './returns.decorator.js';
export { checkTimeZone, resolveOpenRange, resolveRange, resolveTime, type TimeRange } from './time-range.js';
