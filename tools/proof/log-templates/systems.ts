/**
 * The 2,000-line samples of LogHub (github.com/logpai/loghub; Zhu et al., ICSE 2019) with what is published for Drain on
 * each: grouping accuracy, and the similarity, depth and preprocessing that were used (github.com/logpai/logparser,
 * logparser/Drain/README.md and benchmark.py).
 */
export interface System {
  name: string;
  published: number;
  similarity: number;
  depth: number;
  values: readonly RegExp[];
  /** Of NAME_2k.log_structured.csv at COMMIT. */
  sha256: string;
}

export const COMMIT = 'dd61d0952749ee7963bde24220d1be5ede023033';

export const SYSTEMS: readonly System[] = [
  {
    name: 'HDFS',
    published: 0.9975,
    similarity: 0.5,
    depth: 4,
    values: [/blk_-?\d+/g, /(\d+\.){3}\d+(:\d+)?/g],
    sha256: '729df59774e3dde934044028546d2a55d5e3d4370b9d12fcebbe4c087b2bf7b4',
  },
  {
    name: 'Hadoop',
    published: 0.9475,
    similarity: 0.5,
    depth: 4,
    values: [/(\d+\.){3}\d+/g],
    sha256: 'e88e5bf99d7f23f482517cc79290ad75b90d914af5d6114176e8bbf0f8ae0fad',
  },
  {
    name: 'Spark',
    published: 0.92,
    similarity: 0.5,
    depth: 4,
    values: [/(\d+\.){3}\d+/g, /\b[KGTM]?B\b/g, /([\w-]+\.){2,}[\w-]+/g],
    sha256: 'd7df75f6839b6bcf98ff020b6b0b6e2ee89d8cc53ee3d08d441bd42fd84a2cb5',
  },
  {
    name: 'Zookeeper',
    published: 0.9665,
    similarity: 0.5,
    depth: 4,
    values: [/(\/|)(\d+\.){3}\d+(:\d+)?/g],
    sha256: 'e4a450c67595828103cfab049d971f54eee778fdded061222ba6581bed2a210a',
  },
  {
    name: 'BGL',
    published: 0.9625,
    similarity: 0.5,
    depth: 4,
    values: [/core\.\d+/g],
    sha256: '3fe74103c0b02a28514534e2a47257a3f770135ca61afd425bbd3b9d6a31fe26',
  },
  {
    name: 'HPC',
    published: 0.887,
    similarity: 0.5,
    depth: 4,
    values: [/=\d+/g],
    sha256: '0787df9cfab7e9495669548315ea8a9a51b02029c0dcfa28944707ad755a8c86',
  },
  {
    name: 'Thunderbird',
    published: 0.955,
    similarity: 0.5,
    depth: 4,
    values: [/(\d+\.){3}\d+/g],
    sha256: 'c62196d8a3449de765501bbf58c2093452e9d1add439053301d29fdad8a06809',
  },
  {
    name: 'Windows',
    published: 0.997,
    similarity: 0.7,
    depth: 5,
    values: [/0x.*?\s/g],
    sha256: 'caa98dd6c1291ba0470d5c171df8514616b35669d724652bd7aa973df0dee881',
  },
  {
    name: 'Linux',
    published: 0.69,
    similarity: 0.39,
    depth: 6,
    values: [/(\d+\.){3}\d+/g, /\d{2}:\d{2}:\d{2}/g],
    sha256: '7c86d7b0ecb961a25f00d9475a154df97613b9974f31ce142a146caa2017c71e',
  },
  {
    name: 'Android',
    published: 0.911,
    similarity: 0.2,
    depth: 6,
    values: [
      /(\/[\w-]+)+/g,
      /([\w-]+\.){2,}[\w-]+/g,
      /\b(-?\+?\d+)\b|\b0[Xx][a-fA-F\d]+\b|\b[a-fA-F\d]{4,}\b/g,
    ],
    sha256: '80d58d6c79249c9f4891fbe0c2eaeaade30f933c69b7d030af190a10d73d96e5',
  },
  {
    name: 'HealthApp',
    published: 0.78,
    similarity: 0.2,
    depth: 4,
    values: [],
    sha256: '11831c70cc8851cb74486153149ae3136453fccca708fcb6826d8dcb0edbc6cb',
  },
  {
    name: 'Apache',
    published: 1,
    similarity: 0.5,
    depth: 4,
    values: [/(\d+\.){3}\d+/g],
    sha256: '54331d12eedf513f2127f4d89f0284c8b15fddfa5471103abf9db2c73d737778',
  },
  {
    name: 'Proxifier',
    published: 0.5265,
    similarity: 0.6,
    depth: 3,
    values: [/<\d+\ssec/g, /([\w-]+\.)+[\w-]+(:\d+)?/g, /\d{2}:\d{2}(:\d{2})*/g, /[KGTM]B/g],
    sha256: '5aa88821bb217d82c3a964cbe9fdb0d67f235b0538ac164ef0a87e0ced4f2715',
  },
  {
    name: 'OpenSSH',
    published: 0.7875,
    similarity: 0.6,
    depth: 5,
    values: [/(\d+\.){3}\d+/g, /([\w-]+\.){2,}[\w-]+/g],
    sha256: 'c0996a11545f4b94b435993760afa441a9e373f7bfc9e787afdb8e62f65acb4f',
  },
  {
    name: 'OpenStack',
    published: 0.7325,
    similarity: 0.5,
    depth: 5,
    values: [/((\d+\.){3}\d+,?)+/g, /\/.+?\s/g, /\d+/g],
    sha256: 'ecc88e7909777181824260e9bdacd1469bd24d55131d6fc14e9c8c17edc49ff0',
  },
  {
    name: 'Mac',
    published: 0.7865,
    similarity: 0.7,
    depth: 6,
    values: [/([\w-]+\.){2,}[\w-]+/g],
    sha256: 'c8d5d74e0dcd923675ee944ea592abaf0eae91ef492435330694ce5008267c8d',
  },
];
