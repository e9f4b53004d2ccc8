import type { ResourceItem, TaskItem } from '@danji/shared';

/** Pages of the site, in the order of the rail, with words in both languages that people type for them. */
export const PAGES = [
  { id: 'overview', path: '/', words: ['overview', 'home', '개요', '홈'] },
  { id: 'clusters', path: '/clusters', words: ['clusters', 'cluster', '클러스터'] },
  { id: 'tasks', path: '/tasks', words: ['tasks', 'flow', 'stop reasons', '태스크', '흐름', '중지 사유'] },
  { id: 'jobs', path: '/jobs', words: ['jobs', 'scheduled tasks', 'cron', '작업', '예약'] },
  {
    id: 'scaling',
    path: '/scaling',
    words: ['scaling', 'auto scaling', 'policies', '스케일링', '정책'],
  },
  { id: 'ec2', path: '/ec2', words: ['ec2', 'instances', 'hosts', '인스턴스', '호스트'] },
  { id: 'rds', path: '/rds', words: ['rds', 'databases', 'postgres', '데이터베이스', 'db'] },
  { id: 'alarms', path: '/alarms', words: ['alarms', 'cloudwatch', '경보'] },
  {
    id: 'loadBalancers',
    path: '/load-balancers',
    words: ['load balancers', 'target groups', 'canaries', '로드 밸런서', '대상 그룹', 'canary'],
  },
  {
    id: 'network',
    path: '/network',
    words: ['network', 'vpc', 'subnets', 'security groups', '네트워크', '서브넷', '보안 그룹'],
  },
  {
    id: 'recommendations',
    path: '/recommendations',
    words: ['recommendations', 'savings', 'cost', '권장 사항', '추천', '절감', '비용'],
  },
  {
    id: 'collection',
    path: '/collection',
    words: ['collection', 'status', 'permissions', 'completeness', '수집', '권한', '완전성'],
  },
  {
    id: 'settings',
    path: '/settings/labels',
    words: ['labels', 'settings', 'environment', 'team', 'tier', '레이블', '설정', '환경', '팀'],
  },
] as const;

export interface Found {
  /** Kind and id, unique in the palette. */
  key: string;
  kind: string;
  id: string;
  title: string;
  /** Where it is: cluster, account, region, id. */
  detail: string;
  environment: string | null;
  path: string;
}

/** Kinds that the palette finds, in the order in which equally good matches stand. */
export const GROUPS = [
  'ecs_cluster',
  'ecs_service',
  'ecs_task_definition',
  'ec2_instance',
  'rds_instance',
  'load_balancer',
  'target_group',
  'canary',
  'rds_cluster',
  'auto_scaling_group',
  'capacity_provider',
  'alarm',
  'security_group',
  'subnet',
  'image',
  'ebs_volume',
] as const;

/** Resources that have a page, best match first: exact name, then beginning, then anything. */
export function foundResources(
  items: readonly ResourceItem[],
  q: string,
  path: (kind: string, id: string) => string | null,
): Found[] {
  const needle = q.trim().toLowerCase();
  const rank = (name: string): number => {
    const lower = name.toLowerCase();
    return lower === needle ? 0 : lower.startsWith(needle) ? 1 : lower.includes(needle) ? 2 : 3;
  };
  const group = (kind: string): number => {
    const at = GROUPS.findIndex((each) => each === kind);
    return at === -1 ? GROUPS.length : at;
  };
  return items
    .flatMap((item) => {
      const target = path(item.kind, item.id);
      if (target === null) return [];
      const where = [item.accountAlias ?? item.accountId, item.region, item.parentName].filter(Boolean);
      return [
        {
          key: `${item.kind}:${item.id}`,
          kind: item.kind,
          id: item.id,
          title: item.name,
          detail: where.join(' / '),
          environment: item.environment,
          path: target,
        },
      ];
    })
    .sort(
      (a, b) =>
        rank(a.title) - rank(b.title) || group(a.kind) - group(b.kind) || a.title.localeCompare(b.title),
    );
}

export function foundTasks(items: readonly TaskItem[]): Found[] {
  return items.map((task) => ({
    key: `ecs_task:${task.id}`,
    kind: 'ecs_task',
    id: task.id,
    title: task.taskId,
    detail: [task.clusterName, task.serviceName ?? task.family, task.lastStatus].join(' / '),
    environment: task.environment,
    path: `/tasks/${encodeURIComponent(task.id)}`,
  }));
}

/** Pages whose words contain what was typed; all while nothing is. */
export function foundPages(q: string): readonly (typeof PAGES)[number][] {
  const needle = q.trim().toLowerCase();
  if (needle === '') return PAGES;
  return PAGES.filter((page) => page.words.some((word) => word.includes(needle)));
}

const RECENT_LIMIT = 8;

/** The newest first, each once, at most eight. */
export function remembered(recent: readonly Found[], opened: Found): Found[] {
  return [opened, ...recent.filter((each) => each.key !== opened.key)].slice(0, RECENT_LIMIT);
}

/** Reads what was stored; anything that is not a list of our rows is forgotten. */
export function readRecent(stored: string | null): Found[] {
  if (stored === null) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(stored);
  } catch {
    return [];
  }
  return Array.isArray(parsed) ? parsed.filter(isFound).slice(0, RECENT_LIMIT) : [];
}

function isFound(value: unknown): value is Found {
  if (typeof value !== 'object' || value === null) return false;
  const row = value as Record<string, unknown>;
  const texts = ['key', 'kind', 'id', 'title', 'detail', 'path'].every(
    (name) => typeof row[name] === 'string',
  );
  const environment = row.environment === null || typeof row.environment === 'string';
  return texts && environment && /^\/[a-z]/.test(String(row.path));
}
