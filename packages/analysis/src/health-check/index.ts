export { healthCheckMismatches, type HealthCheckMismatch } from './mismatch.js';
