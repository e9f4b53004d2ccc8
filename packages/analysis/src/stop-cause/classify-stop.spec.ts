import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messageKeys, textOf } from '../message/catalogue.js';
import { renderBoth } from '../message/render.js';
import { REASONS } from '../../test/stopped-reasons.js';
import { classifyStop } from './classify-stop.js';
import { REASON_RULES } from './rules.js';
import { CAUSE_CLASSES, type CauseClass, type StopFacts } from './stop-cause.js';

/** Generous for a busy machine; reading in quadratic time takes minutes. */
const HOSTILE_MS = 1_000;
const NEW = 'ecs-svc/9249720185770379859';
const OLD = 'ecs-svc/7195393876234550169';

function stop(facts: Partial<StopFacts> = {}): StopFacts {
  return {
    stopCode: null,
    stoppedReason: null,
    containers: [{ name: 'app', exitCode: null, reason: null }],
    started: true,
    group: 'service:checkout',
    startedBy: NEW,
    ...facts,
  };
}

const app = (exitCode: number | null, reason: string | null = null) => [{ name: 'app', exitCode, reason }];

describe('classifying a stopped task by its texts', () => {
  it.each(REASONS)('reads "%s" (%s) by %s as %s, abnormal %s', (text, where, rule, cause, abnormal) => {
    const facts = stop({
      stoppedReason: where === 'task' ? text : 'Essential container in task exited',
      containers: app(null, where === 'container' ? text : null),
    });
    for (const variant of [facts, { ...facts, stoppedReason: facts.stoppedReason?.toUpperCase() ?? null }]) {
      const result = classifyStop(variant);
      expect([result.rule, result.class, result.abnormal]).toEqual([rule, cause, abnormal]);
    }
  });

  it('has a text for each of its rules in this table', () => {
    const read = new Set(REASONS.map(([, , rule]) => rule));
    expect(REASON_RULES.filter((rule) => !read.has(rule.id))).toEqual([]);
  });

  it('names the target group, the instance and the container in the explanation', () => {
    const elb = classifyStop(
      stop({ stoppedReason: 'Task failed ELB health checks in (target-group arn:x:tg/a/1)' }),
    );
    expect(renderBoth(elb.explanation).en).toContain('(arn:x:tg/a/1)');
    const host = classifyStop(stop({ stoppedReason: 'Host EC2 (instance i-0a1b2c3d4e5f60718) terminated.' }));
    expect(renderBoth(host.explanation).ko).toContain('i-0a1b2c3d4e5f60718');
    const oom = classifyStop(
      stop({ containers: [...app(0), { name: 'worker', exitCode: 137, reason: 'OutOfMemoryError: x' }] }),
    );
    expect(oom.container).toBe('worker');
    expect(renderBoth(oom.explanation).en).toContain('worker');
  });
});

describe('a scaling activity', () => {
  const scaled = (deployment: string, facts: Partial<StopFacts> = {}): StopFacts =>
    stop({
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${deployment})`,
      startedBy: deployment,
      ...facts,
    });

  it('is a deployment where the task belonged to another deployment than the primary one', () => {
    const result = classifyStop(scaled(OLD, { context: { primaryDeploymentId: NEW } }));
    expect(result).toMatchObject({ class: 'deploy', abnormal: false, certain: true, remedy: null });
    expect(renderBoth(result.explanation).en).toContain(OLD);
  });

  it('is a scale-in where the task belonged to the primary deployment', () => {
    expect(classifyStop(scaled(NEW, { context: { primaryDeploymentId: NEW } }))).toMatchObject({
      class: 'scale_in',
      certain: true,
    });
  });

  it('follows the desired count where the primary deployment is not known', () => {
    expect(classifyStop(scaled(NEW, { context: { scaleIn: false } })).class).toBe('deploy');
    expect(classifyStop(scaled(NEW, { context: { scaleIn: true } })).class).toBe('scale_in');
  });

  it('is said to be uncertain where neither is known', () => {
    expect(classifyStop(scaled(NEW))).toMatchObject({ class: 'scale_in', certain: false });
  });
});

describe('classifying a stopped task by its code and exit code', () => {
  const essential = {
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
  };
  const job = { group: 'family:nightly', startedBy: 'events-rule/nightly' };
  const cases: [string, Partial<StopFacts>, CauseClass, boolean][] = [
    ['a failing container of a service', { ...essential, containers: app(1) }, 'essential_exit', true],
    [
      'a container of a service that ended without an error',
      { ...essential, containers: app(0) },
      'essential_exit',
      true,
    ],
    ['137 without the text of an OOM', { ...essential, containers: app(137) }, 'essential_exit', true],
    ['a job that ended', { ...essential, ...job, containers: app(0) }, 'job_finished', false],
    ['a job that failed', { ...essential, ...job, containers: app(3) }, 'essential_exit', true],
    ['a job that was asked to end', { ...essential, ...job, containers: app(143) }, 'essential_exit', false],
    ['a job that ended, without any code', { ...job, containers: app(0) }, 'job_finished', false],
    ['a Spot code without a text', { stopCode: 'SpotInterruption', containers: app(137) }, 'spot', false],
    ['the older Spot code', { stopCode: 'TerminationNotice' }, 'spot', false],
    ['a person', { stopCode: 'UserInitiated', stoppedReason: 'fix CannotPullContainerError' }, 'user', false],
    ['a person, without a code', { stoppedReason: 'Task stopped by admin' }, 'user', false],
    [
      'a host that went away under UserInitiated',
      { stopCode: 'UserInitiated', stoppedReason: 'Host EC2 (instance i-0a1b2c3d4e5f60718) terminated.' },
      'host_lost',
      true,
    ],
    [
      'an unreadable start failure',
      { stopCode: 'TaskFailedToStart', stoppedReason: 'new words', started: false },
      'failed_to_start',
      true,
    ],
    [
      'an internal error before the start',
      { stopCode: 'TaskFailedToStart', stoppedReason: 'InternalError: x', started: false },
      'failed_to_start',
      true,
    ],
    [
      'an unreadable scheduler reason',
      { stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'new words' },
      'unknown',
      false,
    ],
    ['a code that AWS adds some day', { stopCode: 'Brand New' }, 'unknown', false],
    ['nothing at all', { containers: [] }, 'unknown', false],
  ];

  it.each(cases)('takes %s for what it is', (_name, facts, cause, abnormal) => {
    const result = classifyStop(stop(facts));
    expect({ class: result.class, abnormal: result.abnormal }).toEqual({ class: cause, abnormal });
  });

  it('explains every stop in both languages, whatever AWS sends', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.constantFrom(...REASONS.map(([reason]) => reason))), {
      nil: null,
    });
    const anyStop = fc.record({
      stopCode: fc.option(
        fc.constantFrom('TaskFailedToStart', 'EssentialContainerExited', 'UserInitiated', 'x'),
        { nil: null },
      ),
      stoppedReason: text,
      containers: fc.array(
        fc.record({ name: fc.string(), exitCode: fc.option(fc.integer(), { nil: null }), reason: text }),
      ),
      started: fc.boolean(),
      group: fc.option(fc.constantFrom('service:a', 'family:b'), { nil: null }),
      startedBy: fc.option(fc.constantFrom(NEW, 'me'), { nil: null }),
    });
    fc.assert(
      fc.property(anyStop, (facts) => {
        const cause = classifyStop(facts);
        expect(CAUSE_CLASSES).toContain(cause.class);
        for (const message of [cause.explanation, cause.remedy]) {
          if (message) expect(renderBoth(message).ko).not.toBe('');
        }
        if (cause.abnormal && cause.class !== 'unknown') expect(cause.remedy).not.toBeNull();
      }),
    );
  });
});

describe('the end of an essential container', () => {
  const ended = (exitCode: number, reason: string | null = null) =>
    classifyStop(
      stop({ stoppedReason: 'Essential container in task exited', containers: app(exitCode, reason) }),
    );

  it.each([
    [0, 'essential_clean', 'by itself'],
    [1, 'essential_exit', 'code 1'],
    [127, 'exit_command', 'could not be run'],
    [137, 'exit_killed', 'did not report memory'],
    [139, 'exit_crashed', 'crashed'],
    [143, 'exit_asked', 'asked to'],
    [255, 'essential_exit', 'code 255'],
  ])('with code %i is told by %s', (code, rule, words) => {
    const cause = ended(code);
    expect(cause.rule).toBe(rule);
    expect(renderBoth(cause.explanation).en).toContain(words);
    expect(cause.remedy).not.toBeNull();
  });

  it('with code 137 is a lack of memory where AWS says so', () => {
    expect(ended(137, 'OutOfMemoryError: Container killed due to memory usage').class).toBe('oom');
  });
});

describe('the commands of a remedy', () => {
  const remedyOf = (stoppedReason: string) => {
    const { remedy } = classifyStop(stop({ stopCode: 'TaskFailedToStart', stoppedReason, started: false }));
    return remedy === null ? '' : renderBoth(remedy).en;
  };

  it('carry the names that AWS said', () => {
    const image = '210987654321.dkr.ecr.ap-northeast-2.amazonaws.com/team/checkout:v41';
    expect(
      remedyOf(`CannotPullContainerError: failed to resolve ref ${image}: ${image}: not found`),
    ).toContain('--region ap-northeast-2 --repository-name team/checkout --image-ids imageTag=v41');
    expect(
      remedyOf('ResourceInitializationError: unable to pull secrets: invalid ssm parameters: /checkout/key'),
    ).toContain('--name /checkout/key');
    expect(
      remedyOf(
        'ResourceInitializationError: failed to invoke EFS utils commands: Failed to resolve "fs-0e4a39a0b7bb8b885.efs"',
      ),
    ).toContain('--file-system-id fs-0e4a39a0b7bb8b885');
  });

  it('never carry the syntax of a shell out of a text', () => {
    const texts = [
      'CannotPullContainerError: x.dkr.ecr.us-east-1.amazonaws.com/a;rm:v$(id) not found',
      'Task failed ELB health checks in (target-group arn:x;$(id))',
      'ResourceInitializationError: unable to pull secrets AccessDenied arn:aws:secretsmanager:x:`id`$(id)',
      'ResourceInitializationError: unable to pull secrets: invalid ssm parameters: /a;id',
    ];
    for (const text of texts) expect(remedyOf(text)).not.toMatch(/[$]|`id|;(?:rm|id)/);
  });

  it('are marked, every one and in both languages, so that a page can set them apart', () => {
    const remedies = messageKeys().filter((key) => key.startsWith('stop.') && key.endsWith('.remedy'));
    const unmarked = remedies.flatMap((key) => {
      const { en, ko } = textOf(key);
      return [en, ko].filter((text) => {
        const prose = text.split('`').filter((_, at) => at % 2 === 0);
        return (
          text.split('`').length % 2 === 0 || /(?:^|[ (])(?:aws|docker|sudo) [a-z]/.test(prose.join(' '))
        );
      });
    });
    expect(remedies.length).toBeGreaterThan(30);
    expect(unmarked).toEqual([]);
  });

  it('leave a word to fill in where AWS said no name', () => {
    expect(remedyOf('CannotPullContainerError: not found')).toContain('--repository-name NAME');
  });
});

describe('a hostile text', () => {
  it.each([
    '(elb ',
    'CannotPullContainerError: ',
    'task stopped by (target-group ',
    'Scaling activity initiated by (deployment ',
  ])('of a megabyte of "%s" is read at once', (part) => {
    const text = part.repeat(Math.ceil(1_000_000 / part.length));
    const began = performance.now();
    classifyStop(stop({ stoppedReason: text, containers: app(1, text) }));
    expect(performance.now() - began).toBeLessThan(HOSTILE_MS);
  });
});

describe('the texts of stop causes', () => {
  it('exist for every rule and every class of cause, in both languages, with a remedy where a person should look', () => {
    const keys = new Set(messageKeys());
    for (const rule of REASON_RULES) {
      expect(keys).toContain(`stop.${rule.id}`);
      expect(keys).toContain(`stop.${rule.id}.remedy`);
    }
    for (const cause of CAUSE_CLASSES) expect(keys).toContain(`cause.${cause}`);
    for (const key of messageKeys().filter((name) => /^(stop|cause)\./.test(name))) {
      const { en, ko } = textOf(key);
      expect([key, en.trim() !== '', /[가-힣]|Spot/.test(ko)]).toEqual([key, true, true]);
    }
  });
});
