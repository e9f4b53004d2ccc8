import type { AwsRecord } from '../../types.js';

/**
 * PostgreSQL releases its supported majors together, so a minor version is its major's first one plus the number of the
 * release: 17.5, 16.9, 15.13, 14.18 and 13.21 are one release. Offered here: releases 3 to 10, major 13 up to its last.
 */
const POSTGRES_OFFSET: Readonly<Record<number, number>> = { 13: 16, 14: 13, 15: 8, 16: 4, 17: 0, 18: -6 };
const LAST_RELEASE: Readonly<Record<number, number>> = { 13: 7 };
const RELEASES = { first: 3, last: 10 };
const MYSQL = ['8.0.40', '8.0.41', '8.0.42', '8.0.43', '8.0.44', '8.4.5', '8.4.6', '8.4.7'];

const day = (text: string): Date => new Date(`${text}T23:59:59.999Z`);

/** Standard and extended support: their ends as AWS's release calendars have them. */
const LIFECYCLES: readonly [
  engine: string,
  major: string,
  starts: string,
  standard: string,
  extended: string,
][] = [
  ['postgres', '11', '2019-03-13', '2024-02-29', '2027-03-31'],
  ['postgres', '12', '2020-03-31', '2025-02-28', '2028-02-29'],
  ['postgres', '13', '2021-02-24', '2026-02-28', '2029-02-28'],
  ['postgres', '14', '2022-02-03', '2027-02-28', '2030-02-28'],
  ['postgres', '15', '2023-02-27', '2028-02-29', '2031-02-28'],
  ['postgres', '16', '2024-02-26', '2029-02-28', '2032-02-29'],
  ['postgres', '17', '2024-11-20', '2030-02-28', '2033-02-28'],
  ['postgres', '18', '2025-11-14', '2031-02-28', '2034-02-28'],
  ['aurora-postgresql', '13', '2021-08-30', '2026-02-28', '2029-02-28'],
  ['aurora-postgresql', '14', '2022-06-20', '2027-02-28', '2030-02-28'],
  ['aurora-postgresql', '15', '2023-02-23', '2028-02-29', '2031-02-28'],
  ['aurora-postgresql', '16', '2024-01-31', '2029-02-28', '2032-02-29'],
  ['aurora-postgresql', '17', '2025-05-01', '2030-02-28', '2033-02-28'],
  ['mysql', '8.0', '2018-10-23', '2026-07-31', '2029-07-31'],
  ['mysql', '8.4', '2024-11-21', '2029-07-31', '2032-07-31'],
];

/** Every engine version on offer, as DescribeDBEngineVersions answers it. */
export function engineVersions(): AwsRecord[] {
  const postgres = [...postgresVersions('postgres'), ...postgresVersions('aurora-postgresql')];
  return [...postgres, ...MYSQL.map((version) => mysqlVersion(version))];
}

export function majorEngineVersions(): AwsRecord[] {
  return LIFECYCLES.map(([Engine, MajorEngineVersion, starts, standard, extended]) => ({
    Engine,
    MajorEngineVersion,
    SupportedEngineLifecycles: [
      {
        LifecycleSupportName: 'open-source-rds-standard-support',
        LifecycleSupportStartDate: new Date(`${starts}T00:00:00Z`),
        LifecycleSupportEndDate: day(standard),
      },
      {
        LifecycleSupportName: 'open-source-rds-extended-support',
        LifecycleSupportStartDate: new Date(day(standard).getTime() + 1),
        LifecycleSupportEndDate: day(extended),
      },
    ],
  }));
}

interface Release {
  major: number;
  release: number;
}

const majors = Object.keys(POSTGRES_OFFSET).map(Number);
const lastOf = (major: number): number => LAST_RELEASE[major] ?? RELEASES.last;

/** Aurora takes up a release some months later, and has no major 18 yet. */
function releasesOf(engine: string): Release[] {
  const aurora = engine !== 'postgres';
  return majors
    .filter((major) => !aurora || major < 18)
    .flatMap((major) => {
      const last = aurora ? Math.min(lastOf(major), RELEASES.last - 2) : lastOf(major);
      const count = Math.max(0, last - RELEASES.first + 1);
      return Array.from({ length: count }, (_, i) => ({ major, release: RELEASES.first + i }));
    })
    .filter(({ major, release }) => release + (POSTGRES_OFFSET[major] ?? 0) >= 1);
}

const versionOf = ({ major, release }: Release): string =>
  `${major}.${release + (POSTGRES_OFFSET[major] ?? 0)}`;

function postgresVersions(engine: string): AwsRecord[] {
  const releases = releasesOf(engine);
  const description = engine === 'postgres' ? 'PostgreSQL' : 'Aurora PostgreSQL (Compatible with PostgreSQL)';
  return releases.map((one) => ({
    ...common(engine, String(one.major), versionOf(one), `${engine}${one.major}`),
    DBEngineDescription: description,
    DBEngineVersionDescription: `${description} ${versionOf(one)}-R1`,
    ValidUpgradeTarget: releases
      .filter(({ major, release }) =>
        major === one.major ? release > one.release : major > one.major && release >= one.release,
      )
      .map((target) => upgrade(engine, description, versionOf(target), target.major > one.major)),
    ExportableLogTypes:
      engine === 'postgres' ? ['postgresql', 'upgrade', 'iam-db-auth-error'] : ['postgresql'],
    SupportedFeatureNames: ['Lambda', 's3Export', 's3Import'],
  }));
}

function mysqlVersion(version: string): AwsRecord {
  const major = version.split('.').slice(0, 2).join('.');
  const place = MYSQL.indexOf(version);
  return {
    ...common('mysql', major, version, `mysql${major}`),
    DBEngineDescription: 'MySQL Community Edition',
    DBEngineVersionDescription: `MySQL ${version}`,
    ValidUpgradeTarget: MYSQL.slice(place + 1).map((target) =>
      upgrade('mysql', 'MySQL Community Edition', target, !target.startsWith(`${major}.`)),
    ),
    ExportableLogTypes: ['audit', 'error', 'general', 'slowquery'],
    SupportedFeatureNames: [],
  };
}

function common(engine: string, major: string, version: string, family: string): AwsRecord {
  return {
    Engine: engine,
    MajorEngineVersion: major,
    EngineVersion: version,
    DBParameterGroupFamily: family,
    SupportsLogExportsToCloudwatchLogs: true,
    SupportsReadReplica: true,
    SupportedEngineModes: engine.startsWith('aurora') ? ['provisioned'] : undefined,
    Status: 'available',
    SupportsParallelQuery: false,
    SupportsGlobalDatabases: engine.startsWith('aurora'),
    SupportsBabelfish: false,
    SupportsLimitlessDatabase: false,
    SupportsCertificateRotationWithoutRestart: true,
    SupportedCACertificateIdentifiers: ['rds-ca-ecc384-g1', 'rds-ca-rsa4096-g1', 'rds-ca-rsa2048-g1'],
    SupportsLocalWriteForwarding: false,
    SupportsIntegrations: false,
  };
}

function upgrade(engine: string, description: string, version: string, major: boolean): AwsRecord {
  return {
    Engine: engine,
    EngineVersion: version,
    Description: `${description} ${version}`,
    AutoUpgrade: false,
    IsMajorVersionUpgrade: major,
    SupportedEngineModes: engine.startsWith('aurora') ? ['provisioned'] : undefined,
  };
}

/** The authorities that sign the certificates of databases. */
export function certificates(region: string): AwsRecord[] {
  const rows: [id: string, thumbprint: string, from: string, till: string][] = [
    [
      'rds-ca-rsa2048-g1',
      '3b2f1c9d0a6e4b7780cd15a2f39e6470d81b2c55',
      '2021-05-21T22:24:49Z',
      '2061-05-21T23:24:49Z',
    ],
    [
      'rds-ca-rsa4096-g1',
      '9d14e7205b8a4c3f66d0127be85fa93c40e1d7aa',
      '2021-05-21T22:28:06Z',
      '2121-05-21T23:28:06Z',
    ],
    [
      'rds-ca-ecc384-g1',
      'c07a95e31f4d28b6027be4419d3c85f6ab2170ee',
      '2021-05-21T22:31:22Z',
      '2121-05-21T23:31:22Z',
    ],
  ];
  return rows.map(([id, Thumbprint, from, till]) => ({
    CertificateIdentifier: id,
    CertificateType: 'CA',
    Thumbprint,
    ValidFrom: new Date(from),
    ValidTill: new Date(till),
    CertificateArn: `arn:aws:rds:${region}::cert:${id}`,
    CustomerOverride: false,
  }));
}
