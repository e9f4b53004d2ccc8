export { opensEverything, openSensitivePorts, SENSITIVE_PORTS, type OpenRule } from './openness.js';
