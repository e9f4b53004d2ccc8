import type { MessageParams } from '../message/message.js';
import { evidenceParams } from './evidence-params.js';
import {
  FAILED_TO_START,
  INTERNAL_ERROR,
  PLACEMENT_REASON,
  REASON_RULES,
  SCALING_REASON,
  type ReasonRule,
} from './rules.js';
import type { CauseClass, StopCause, StopFacts, StoppedContainer } from './stop-cause.js';
import { STOP_TEXTS, type StopTextKey } from './stop-texts.js';

/** What an exit code of the essential container says that its number does not; see exit-codes.ts for the sources. */
const EXIT_TEXTS: Readonly<Record<number, StopTextKey>> = {
  0: 'essential_clean',
  126: 'exit_command',
  127: 'exit_command',
  134: 'exit_crashed',
  137: 'exit_killed',
  139: 'exit_crashed',
  143: 'exit_asked',
};

/** AWS's reasons have at most some thousand characters; what is longer is not read further, so that no text is slow. */
const READ_CHARACTERS = 8_000;

/** Classes of stops that a fleet has every day without anything being wrong. */
const EXPECTED: ReadonlySet<CauseClass> = new Set([
  'deploy',
  'scale_in',
  'spot',
  'user',
  'job_finished',
  'maintenance',
]);

interface Verdict {
  class: CauseClass;
  text: StopTextKey;
  certain?: boolean;
  abnormal?: boolean;
  evidence?: string | null;
  container?: StoppedContainer;
  params?: MessageParams;
}

/**
 * Why a task stopped. The task's code and reason often say less than a container's reason and exit code, so all
 * are read; what a person writes into StopTask is free text and is not searched for AWS's phrases.
 */
export function classifyStop(facts: StopFacts): StopCause {
  const verdict =
    byScaling(facts) ?? byReason(facts) ?? byCode(facts) ?? byExit(facts) ?? unknownCause(facts, 'unknown');
  return toCause(verdict, facts);
}

function byScaling({ stoppedReason, startedBy, context }: StopFacts): Verdict | undefined {
  const deployment = SCALING_REASON.exec(stoppedReason ?? '')?.[1];
  if (!deployment) return undefined;
  const primary = context?.primaryDeploymentId ?? null;
  const replaced =
    (primary !== null && primary !== deployment) || (startedBy !== null && startedBy !== deployment);
  const scaledIn = context?.scaleIn ?? null;
  const deploy = primary === null && scaledIn !== null ? !scaledIn : replaced;
  return {
    class: deploy ? 'deploy' : 'scale_in',
    text: deploy ? 'deploy' : 'scale_in',
    certain: primary !== null || scaledIn !== null,
    evidence: stoppedReason,
    params: { deployment },
  };
}

function byReason(facts: StopFacts): Verdict | undefined {
  const rules =
    facts.stopCode === 'UserInitiated'
      ? REASON_RULES.filter((rule) => rule.class === 'host_lost')
      : REASON_RULES;
  const sources = [
    { text: facts.stoppedReason ?? '', container: undefined },
    ...facts.containers.map((container) => ({ text: container.reason ?? '', container })),
  ]
    .filter(({ text }) => text !== '')
    .map((source) => ({ ...source, lower: source.text.slice(0, READ_CHARACTERS).toLowerCase() }));
  for (const rule of rules) {
    for (const { text, lower, container } of sources) {
      if (!matches(rule, lower)) continue;
      return {
        class: rule.class,
        text: rule.id,
        evidence: text,
        container: container ?? failedContainer(facts),
      };
    }
  }
  return undefined;
}

function matches({ all, any }: ReasonRule, lower: string): boolean {
  const occurs = (part: string): boolean => lower.includes(part);
  return all.every(occurs) && (any?.some(occurs) ?? true);
}

function byCode(facts: StopFacts): Verdict | undefined {
  const reason = facts.stoppedReason?.trim() ?? '';
  const evidence = reason === '' ? null : reason;
  switch (facts.stopCode) {
    case 'SpotInterruption':
    case 'TerminationNotice':
      return { class: 'spot', text: 'spot', evidence };
    case 'UserInitiated':
      return { class: 'user', text: 'user', evidence };
    case 'ServiceSchedulerInitiated':
      return unknownCause(facts, 'scheduler');
    case 'EssentialContainerExited':
      return undefined;
  }
  const resource = PLACEMENT_REASON.exec(reason)?.[1];
  if (resource) return { class: 'placement', text: 'placement', evidence, params: { resource } };
  if (INTERNAL_ERROR.test(reason)) {
    return {
      class: facts.started ? 'unknown' : 'failed_to_start',
      text: 'internal',
      evidence,
      abnormal: true,
    };
  }
  if (facts.stopCode === 'TaskFailedToStart' || FAILED_TO_START.test(reason)) {
    return { class: 'failed_to_start', text: 'failed_to_start', evidence };
  }
  if (reason.toLowerCase().startsWith('task stopped by')) return { class: 'user', text: 'user', evidence };
  return undefined;
}

function byExit(facts: StopFacts): Verdict | undefined {
  const container = failedContainer(facts);
  const lower = facts.stoppedReason?.toLowerCase() ?? '';
  const said = lower.includes('essential container') && lower.includes('exited');
  if (!said && facts.stopCode !== 'EssentialContainerExited' && container?.exitCode == null) return undefined;
  const code = container?.exitCode ?? null;
  const inService = belongsToService(facts);
  const common = { evidence: facts.stoppedReason, certain: said || facts.stopCode !== null, container };
  if (code === 0 && !inService) return { ...common, class: 'job_finished', text: 'job_finished' };
  return {
    ...common,
    class: 'essential_exit',
    text: code === null ? 'essential_exit' : (EXIT_TEXTS[code] ?? 'essential_exit'),
    abnormal: inService || isError(code),
  };
}

/** The container that explains the stop: one that failed, else one that ended, else the first. */
function failedContainer({ containers }: StopFacts): StoppedContainer | undefined {
  return (
    containers.find((c) => isError(c.exitCode)) ??
    containers.find((c) => c.exitCode !== null) ??
    containers[0]
  );
}

/** 0 is a normal end and 143 a handled SIGTERM; no code is not an error by itself. */
function isError(exitCode: number | null): boolean {
  return exitCode !== null && exitCode !== 0 && exitCode !== 143;
}

function belongsToService({ group, startedBy }: StopFacts): boolean {
  return (group?.startsWith('service:') ?? false) || (startedBy?.startsWith('ecs-svc/') ?? false);
}

function unknownCause(facts: StopFacts, text: 'scheduler' | 'unknown'): Verdict {
  const container = failedContainer(facts);
  const abnormal = isError(container?.exitCode ?? null);
  return { class: 'unknown', text, certain: false, abnormal, evidence: facts.stoppedReason, container };
}

function toCause(verdict: Verdict, facts: StopFacts): StopCause {
  const container = verdict.container ?? failedContainer(facts);
  const evidence = verdict.evidence ?? null;
  const params: MessageParams = {
    container: container?.name ?? null,
    exitCode: container?.exitCode ?? null,
    reason: evidence,
    instance: /\b(i-[0-9a-f]{8,17})\b/i.exec(evidence ?? '')?.[1] ?? null,
    targetGroup: /\((?:target-group|elb) ([\w:/.-]{1,512})\)/i.exec(evidence ?? '')?.[1] ?? null,
    ...verdict.params,
  };
  const hasRemedy = STOP_TEXTS[verdict.text].length > 2;
  return {
    class: verdict.class,
    rule: verdict.text,
    abnormal: verdict.abnormal ?? !EXPECTED.has(verdict.class),
    certain: verdict.certain ?? true,
    evidence,
    container: container?.name ?? null,
    exitCode: container?.exitCode ?? null,
    explanation: { key: `stop.${verdict.text}`, params },
    remedy: hasRemedy
      ? { key: `stop.${verdict.text}.remedy`, params: { ...evidenceParams(evidence), ...params } }
      : null,
  };
}
