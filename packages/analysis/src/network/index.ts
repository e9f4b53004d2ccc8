export { opensEverything, openSensitivePorts, SENSITIVE_PORTS, type OpenRule } from './openness.js';
export { opensTooMuch, ruleKey, rulesBetween, ruleWords, type GroupRule } from './rule-words.js';
