import { countOf, rowsOf, sparseCountOf, type CatalogueRow } from './row.js';

/**
 * Delays: ten minutes until an application load balancer's minute stays as it is, fourteen for a network load balancer
 * (Netflix's atlas-cloudwatch polls so late). Application metrics exist only with traffic.
 */
const application = {
  namespace: 'AWS/ApplicationELB',
  period: 60,
  delaySeconds: 600,
  when: ['application'],
} as const;
const network = { namespace: 'AWS/NetworkELB', period: 60, delaySeconds: 840, when: ['network'] } as const;
const balancer = { kind: 'load_balancer', dimensions: { LoadBalancer: 'nativeId' } } as const;
const group = {
  kind: 'target_group',
  dimensions: { TargetGroup: 'nativeId', LoadBalancer: 'parentNativeId' },
} as const;

const requests = sparseCountOf('RequestCount', 'Requests', '요청 수');
const target5xx = sparseCountOf('HTTPCode_Target_5XX_Count', 'Target errors (5XX)', '대상 오류(5XX)');
const target4xx = sparseCountOf('HTTPCode_Target_4XX_Count', 'Refused by targets (4XX)', '대상의 4XX 응답');
const connectionErrors = sparseCountOf(
  'TargetConnectionErrorCount',
  'Target connection errors',
  '대상 연결 오류',
);

const responseTime: CatalogueRow = {
  metric: 'TargetResponseTime',
  stats: ['Average', 'p95', 'p99'],
  awsUnit: 'Seconds',
  unit: 's',
  en: 'Response time',
  ko: '응답 시간',
};
const healthy: CatalogueRow = {
  metric: 'HealthyHostCount',
  stats: ['Average', 'Minimum'],
  awsUnit: 'Count',
  unit: 'count',
  en: 'Healthy targets',
  ko: '정상 대상',
};
const unhealthy: CatalogueRow = {
  metric: 'UnHealthyHostCount',
  stats: ['Average', 'Maximum'],
  awsUnit: 'Count',
  unit: 'count',
  en: 'Unhealthy targets',
  ko: '비정상 대상',
};
const processed: CatalogueRow = {
  ...countOf('ProcessedBytes', 'Bytes processed', '처리한 바이트'),
  awsUnit: 'Bytes',
  unit: 'bytes',
};

const APPLICATION = [
  ...rowsOf({ ...application, ...balancer }, [
    requests,
    sparseCountOf('HTTPCode_ELB_5XX_Count', 'Load balancer errors (5XX)', '로드 밸런서 오류(5XX)'),
    target5xx,
  ]),
  ...rowsOf({ ...application, ...balancer, optional: true }, [
    target4xx,
    sparseCountOf('HTTPCode_ELB_4XX_Count', 'Refused by the load balancer (4XX)', '로드 밸런서의 4XX 응답'),
    responseTime,
    sparseCountOf('ActiveConnectionCount', 'Active connections', '활성 연결'),
    sparseCountOf('NewConnectionCount', 'New connections', '새 연결'),
    sparseCountOf('RejectedConnectionCount', 'Rejected connections', '거부된 연결'),
    connectionErrors,
    { ...processed, missing: 'zero' },
    {
      metric: 'ConsumedLCUs',
      stats: ['Sum'],
      awsUnit: 'Count',
      unit: 'count',
      total: true,
      delaySeconds: 2640,
      en: 'Load balancer capacity units',
      ko: '로드 밸런서 용량 단위',
    },
  ]),
  ...rowsOf({ ...application, ...group }, [requests, target5xx, target4xx, responseTime, healthy, unhealthy]),
  ...rowsOf({ ...application, ...group, optional: true }, [
    {
      ...sparseCountOf('RequestCountPerTarget', 'Requests per target', '대상별 요청 수'),
      awsUnit: 'None',
    },
    sparseCountOf('HTTPCode_Target_2XX_Count', 'Answered well (2XX)', '정상 응답(2XX)'),
    sparseCountOf('HTTPCode_Target_3XX_Count', 'Redirected (3XX)', '리디렉션(3XX)'),
    connectionErrors,
  ]),
];

const NETWORK = [
  ...rowsOf({ ...network, ...balancer }, [
    {
      metric: 'ActiveFlowCount',
      stats: ['Average', 'Maximum'],
      awsUnit: 'Count',
      unit: 'count',
      en: 'Active flows',
      ko: '활성 흐름',
    },
    processed,
    countOf('TCP_Target_Reset_Count', 'Resets by targets', '대상의 재설정'),
  ]),
  ...rowsOf({ ...network, ...balancer, optional: true }, [
    countOf('NewFlowCount', 'New flows', '새 흐름'),
    countOf('TCP_Client_Reset_Count', 'Resets by clients', '클라이언트의 재설정'),
    countOf('TCP_ELB_Reset_Count', 'Resets by the load balancer', '로드 밸런서의 재설정'),
    {
      metric: 'ConsumedLCUs',
      stats: ['Sum'],
      awsUnit: 'Count',
      unit: 'count',
      total: true,
      delaySeconds: 2640,
      en: 'Load balancer capacity units',
      ko: '로드 밸런서 용량 단위',
    },
  ]),
  ...rowsOf({ ...network, ...group }, [healthy, unhealthy]),
];

export const LOAD_BALANCING_METRICS = [...APPLICATION, ...NETWORK];
