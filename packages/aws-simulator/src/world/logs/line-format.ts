import type { ServicePlan } from '../plan/plan-types.js';
import type { Millis } from '../types.js';

const PINO: Record<string, number> = { debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };

/** A line in the style of its service: pino or plain JSON, Spring Boot, or Python logging. */
export function formatLine(plan: ServicePlan, level: string, text: string, at: Millis, hash: number): string {
  const iso = new Date(at).toISOString();
  if (plan.log.style === 'json') {
    const name = plan.archetype.words.join('-');
    if (plan.language === 'node') {
      return JSON.stringify({
        level: PINO[level] ?? 30,
        time: at,
        name,
        traceId: hash.toString(16),
        msg: text,
      });
    }
    return JSON.stringify({ level, ts: iso, service: name, trace_id: hash.toString(16), msg: text });
  }
  const shown = level.toUpperCase();
  if (plan.language === 'java') {
    const thread = `nio-8080-exec-${1 + (hash % 20)}`;
    const stamp = iso.replace('T', ' ').replace('Z', '');
    return `${stamp} ${shown.padStart(5)} 1 --- [${thread}] c.d.${plan.archetype.words.join('.')}.Handler : ${text}`;
  }
  return `${iso.replace('T', ' ').replace('Z', '').replace('.', ',')} - ${plan.archetype.words.join('.')} - ${shown} - ${text}`;
}
