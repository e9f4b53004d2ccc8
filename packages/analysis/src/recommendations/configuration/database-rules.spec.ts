import { describe, expect, it } from '@jest/globals';
import { renderBoth } from '../../message/render.js';
import type { Recommendation, Verdict } from '../recommendation.js';
import { evaluateBackups, evaluatePublicDatabase, type PublicDatabaseFacts } from './database-posture.js';
import { evaluateEngineLife, type EngineLifeFacts } from './engine-end-of-life.js';
import { evaluateMaintenance, type MaintenanceAction } from './pending-maintenance.js';
import { evaluateDatabaseZones, type DatabaseZoneFacts } from './single-az.js';

const NOW = Date.UTC(2026, 10, 23, 5, 30);
const DAY = 86_400_000;
const region = 'ap-northeast-2';

const outcome = (verdict: Verdict): string => (verdict.kind === 'change' ? 'change' : verdict.reason.key);
function changeOf(verdict: Verdict): Recommendation {
  if (verdict.kind !== 'change') throw new Error(renderBoth(verdict.reason).en);
  return verdict.recommendation;
}
/** Both languages of title and summary, which must have a word for everything. */
const words = (verdict: Verdict): string => {
  const { title, summary } = changeOf(verdict);
  return [title, summary].flatMap((message) => Object.values(renderBoth(message))).join('\n');
};

describe('a database without a standby', () => {
  const database = (facts: Partial<DatabaseZoneFacts> = {}): Verdict =>
    evaluateDatabaseZones({
      name: 'orders-db',
      region,
      environment: 'prod',
      multiAz: false,
      zone: 'ap-northeast-2a',
      isReplica: false,
      isClusterMember: false,
      at: NOW,
      ...facts,
    });

  it('is to have one, and that costs money', () => {
    const got = changeOf(database());
    expect(got.change[0]?.text).toMatch(/--multi-az$/);
    expect(got.savingNote?.key).toBe('saving.multi_az');
  });

  it.each<[Partial<DatabaseZoneFacts>, string]>([
    [{ multiAz: true }, 'keep.standby'],
    [{ isReplica: true }, 'keep.replica'],
    [{ isClusterMember: true }, 'keep.cluster_member'],
    [{ environment: 'dev' }, 'keep.not_production'],
  ])('is left alone with %j', (facts, reason) => {
    expect(outcome(database(facts))).toBe(reason);
  });
});

describe('a database with a public address', () => {
  const database = (facts: Partial<PublicDatabaseFacts> = {}): Verdict =>
    evaluatePublicDatabase({
      name: 'stage-db',
      region,
      publiclyAccessible: true,
      endpoint: 'stage-db.example',
      port: 5432,
      inbound: [],
      at: NOW,
      ...facts,
    });
  const open = { protocol: 'tcp', fromPort: 5432, toPort: 5432, peer: '0.0.0.0/0', open: true };

  it.each<[string, PublicDatabaseFacts['inbound'], string]>([
    ['open to the internet', [open], 'public.summary.open'],
    ['open elsewhere', [{ ...open, fromPort: 22, toPort: 22 }], 'public.summary.closed'],
    ['with groups that could not be read', null, 'public.summary.unknown'],
  ])('%s is told apart', (_how, inbound, key) => {
    expect(changeOf(database({ inbound })).summary.key).toBe(key);
  });

  it('is left alone without one', () => {
    expect(outcome(database({ publiclyAccessible: false }))).toBe('keep.private');
  });
});

describe('backups', () => {
  const backups = (retentionDays: number | null, part = {}): Verdict =>
    evaluateBackups({
      name: 'catalog-db',
      region,
      retentionDays,
      isReplica: false,
      isClusterMember: false,
      at: NOW,
      ...part,
    });

  it.each<[Verdict, string]>([
    [backups(0), 'change'],
    [backups(7), 'keep.backups'],
    [backups(null), 'refuse.backups'],
    [backups(0, { isReplica: true }), 'keep.replica'],
    [backups(0, { isClusterMember: true }), 'keep.cluster_member'],
  ])('%# are judged', (verdict, expected) => {
    expect(outcome(verdict)).toBe(expected);
  });
});

describe('the end of an engine', () => {
  const engine = (days: number | null, facts: Partial<EngineLifeFacts> = {}): Verdict =>
    evaluateEngineLife({
      name: 'stage-db',
      region,
      engine: 'postgres',
      version: '13.20',
      standardSupportEnds: days === null ? null : NOW + days * DAY,
      extendedSupportEnds: NOW + 1000 * DAY,
      upgradeTargets: [
        { version: '13.23', major: false },
        { version: '14.18', major: true },
        { version: '17.5', major: true },
      ],
      at: NOW,
      ...facts,
    });

  it('is warned of half a year before, and said to be past after it', () => {
    expect(outcome(engine(181))).toBe('keep.supported');
    expect(changeOf(engine(180)).title.key).toBe('eol.title.soon');
    expect(changeOf(engine(-1)).title.key).toBe('eol.title.ended');
    expect(outcome(engine(null))).toBe('refuse.lifecycle');
  });

  it('names the newest major version that can be reached', () => {
    const got = changeOf(engine(-1));
    expect(got.proposed).toEqual({ engineVersion: '17.5' });
    expect(got.change[0]?.text).toMatch(/--engine-version 17\.5 \\\n {2}--allow-major-version-upgrade$/);
    expect(changeOf(engine(-1, { upgradeTargets: [] })).change).toEqual([]);
  });
});

describe('pending maintenance', () => {
  const action = (part: Partial<MaintenanceAction> = {}): MaintenanceAction => ({
    action: 'system-update',
    description: 'New operating system update is available',
    autoAppliedAfter: null,
    forcedApply: null,
    currentApply: null,
    ...part,
  });
  const maintenance = (actions: MaintenanceAction[] | null): Verdict =>
    evaluateMaintenance({
      name: 'orders-db',
      arn: 'arn:db',
      region,
      actions,
      window: 'sun:18:00-sun:18:30',
      at: NOW,
    });

  it('says the first date and how it comes', () => {
    const later = action({ action: 'db-upgrade', autoAppliedAfter: NOW + 30 * DAY });
    const forced = action({ forcedApply: NOW + 10 * DAY });
    const got = changeOf(maintenance([later, forced]));
    expect(got.title).toMatchObject({ key: 'maintenance.title.dated', params: { at: NOW + 10 * DAY } });
    expect(got.summary.key).toBe('maintenance.summary.forced');
    expect(changeOf(maintenance([later])).summary.key).toBe('maintenance.summary.window');
    expect(words(maintenance([action()]))).toContain('operating system');
  });

  it('is unknown where it could not be read, and nothing where none waits', () => {
    expect(outcome(maintenance(null))).toBe('refuse.maintenance');
    expect(outcome(maintenance([]))).toBe('keep.no_maintenance');
  });
});
