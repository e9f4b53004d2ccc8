export { Actor, LOCAL_CONTEXT } from './actor.decorator.js';
export { AppError, badInput, notFound } from './app-error.js';
export { configureHttp, createHttpAdapter } from './configure-http.js';
export { IfMatch, TakesIfMatch } from './if-match.decorator.js';
export { requirePermission } from './require-permission.js';
export { Returns } from './returns.decorator.js';
export { checkTimeZone, resolveOpenRange, resolveRange, resolveTime, type TimeRange } from './time-range.js';
