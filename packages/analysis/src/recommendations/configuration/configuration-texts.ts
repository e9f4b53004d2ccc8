import { messagesOf } from '../../message/message.js';

/** Texts of the rules that read a configuration. */
export const configurationTexts = {
  'single_az.service.title': {
    en: '{service}: all of it is in {zone}',
    ko: '{service}: 모두 {zone}에만 있음',
  },
  'single_az.service.summary': {
    en: 'Its subnets are all in one availability zone, so {desired} {desired:plural:task stops:tasks stop} with that zone. Subnets in other zones of the VPC: {others}.',
    ko: '서브넷이 모두 한 가용 영역에 있어 그 영역이 멈추면 태스크 {desired}개가 모두 멈춥니다. VPC의 다른 영역 서브넷: {others}.',
  },
  'single_az.database.title': {
    en: '{name}: no standby in another zone',
    ko: '{name}: 다른 영역에 대기 인스턴스 없음',
  },
  'single_az.database.summary': {
    en: 'A failure of its host or of {zone} ends it until AWS replaces it, and maintenance stops it for minutes. Multi-AZ keeps a standby, and about doubles the price of the instance and its storage.',
    ko: '호스트나 {zone} 장애 시 AWS가 교체할 때까지 멈추고, 유지 관리 때도 몇 분 멈춥니다. Multi-AZ는 대기 인스턴스를 두며 인스턴스와 스토리지 비용이 약 두 배입니다.',
  },
  'saving.multi_az': {
    en: 'It costs money: about the price of the instance and its storage again.',
    ko: '비용이 듭니다: 인스턴스와 스토리지 가격이 한 번 더 듭니다.',
  },
  'spot.title': {
    en: '{service}: nothing is left when Spot is taken back',
    ko: '{service}: Spot이 회수되면 남는 것이 없음',
  },
  'spot.summary': {
    en: 'Its strategy puts all {desired} {desired:plural:task:tasks} on {providers} and has no on-demand base. AWS gives two minutes of warning and does not fall back to on-demand by itself.',
    ko: '전략상 태스크 {desired}개가 모두 {providers}에 있고 온디맨드 base가 없습니다. AWS는 2분 전에 알릴 뿐 온디맨드로 바꾸지 않습니다.',
  },
  'health.port.title': {
    en: '{group}: the health check asks port {port}, the container listens on {container}',
    ko: '{group}: 상태 검사는 포트 {port}, 컨테이너는 {container}에서 대기',
  },
  'health.port.summary': {
    en: 'Targets of {service} are registered with port {container}, but checked on {port}: either every task is replaced as unhealthy, or something else answers for it.',
    ko: '{service}의 대상은 포트 {container}로 등록되지만 검사는 {port}로 합니다. 모든 태스크가 비정상으로 교체되거나 다른 것이 대신 응답합니다.',
  },
  'health.path.title': {
    en: '{group}: the load balancer checks {path}, the container itself {container}',
    ko: '{group}: 로드 밸런서는 {path}, 컨테이너는 {container} 검사',
  },
  'health.path.summary': {
    en: 'The container check of {service} asks {container}; the target group asks {path}. One of the two does not say whether the task can serve.',
    ko: '{service}의 컨테이너 검사는 {container}, 대상 그룹은 {path}를 확인합니다. 둘 중 하나는 태스크가 서비스할 수 있는지 알려주지 않습니다.',
  },
  'log.title': {
    en: '{service}: {containers} write no log that outlives the task',
    ko: '{service}: {containers} 로그가 태스크와 함께 사라짐',
  },
  'log.summary': {
    en: 'No log driver is set. What these containers wrote is gone with the task, also what they wrote before they died.',
    ko: '로그 드라이버가 없습니다. 종료 직전의 로그를 포함해 모두 태스크와 함께 사라집니다.',
  },
  'open.title': {
    en: '{group} lets the whole internet in on {ports}',
    ko: '{group}: {ports} 포트가 인터넷 전체에 열려 있음',
  },
  'open.summary': {
    en: '{count} {count:plural:thing carries:things carry} this group. These ports are for administration or data and are tried by strangers all day.',
    ko: '이 그룹을 쓰는 리소스 {count}개. 관리나 데이터용 포트로 외부에서 끊임없이 접속을 시도합니다.',
  },
  'open.summary.unused': {
    en: 'Nothing is known to carry this group now, but whatever takes it next is open.',
    ko: '현재 이 그룹을 쓰는 리소스는 없지만 다음에 쓰는 리소스가 열리게 됩니다.',
  },
  'public.title': {
    en: '{name}: has a public address',
    ko: '{name}: 퍼블릭 주소가 있음',
  },
  'public.summary.open': {
    en: 'Its security groups let the whole internet in on {port}: anybody may try passwords.',
    ko: '보안 그룹이 인터넷 전체에 포트 {port}를 열어 두어 누구나 비밀번호를 시도할 수 있습니다.',
  },
  'public.summary.closed': {
    en: 'Its security groups keep strangers out as far as they could be read; one careless rule would let them in.',
    ko: '확인된 보안 그룹은 막고 있지만 규칙 하나만 잘못 추가되어도 외부에 열립니다.',
  },
  'public.summary.unknown': {
    en: 'Its security groups could not be read, so whether strangers reach it is not known.',
    ko: '보안 그룹을 읽지 못해 외부에서 접근 가능한지 알 수 없습니다.',
  },
  'backups.title': { en: '{name}: automatic backups are off', ko: '{name}: 자동 백업 꺼짐' },
  'backups.summary': {
    en: 'Nothing can be restored to a moment before a mistake. Turning backups on may stop a Single-AZ database for some seconds.',
    ko: '실수 이전 시점으로 되돌릴 수 없습니다. 백업을 켜면 Single-AZ는 몇 초 멈출 수 있습니다.',
  },
  'eol.title.ended': {
    en: '{name}: {engine} {version} is out of standard support',
    ko: '{name}: {engine} {version} 표준 지원 종료됨',
  },
  'eol.title.soon': {
    en: '{name}: standard support of {engine} {version} ends on {at:date}',
    ko: '{name}: {engine} {version} 표준 지원이 {at:date}에 끝남',
  },
  'eol.summary': {
    en: 'Standard support of this major version ends on {at:date}; after that AWS bills extended support per vCPU hour, until {extended:date}. It can be upgraded to {target}.',
    ko: '이 메이저 버전의 표준 지원은 {at:date}까지이며 이후 {extended:date}까지 vCPU 시간당 연장 지원 요금이 붙습니다. 업그레이드 대상: {target}.',
  },
  'saving.extended_support': {
    en: 'Extended support costs extra per vCPU hour; the price depends on region and year and is not known here.',
    ko: '연장 지원은 vCPU 시간당 추가 요금이 있으며 리전과 연차에 따라 달라 여기서는 알 수 없습니다.',
  },
  'maintenance.title.dated': {
    en: '{name}: {action} is applied on {at:datetime}',
    ko: '{name}: {action}이(가) {at:datetime}에 적용됨',
  },
  'maintenance.title.waiting': {
    en: '{name}: {action} waits',
    ko: '{name}: {action} 대기 중',
  },
  'maintenance.summary.forced': {
    en: 'AWS applies it on that day whatever was chosen. Do it before, in a quiet hour: {description}.',
    ko: '선택과 관계없이 그날 적용됩니다. 그 전에 한가한 시간에 적용하세요: {description}.',
  },
  'maintenance.summary.window': {
    en: 'It comes with the maintenance window ({window} UTC) and may stop the database for some minutes: {description}.',
    ko: '유지 관리 기간({window} UTC)에 적용되며 몇 분 멈출 수 있습니다: {description}.',
  },
  'maintenance.summary.waiting': {
    en: 'It has no date and is applied when somebody chooses so: {description}.',
    ko: '정해진 날짜가 없으며 직접 선택해야 적용됩니다: {description}.',
  },

  'keep.several_zones': { en: 'it is spread over {count} zones', ko: '{count}개 영역에 분산됨' },
  'keep.not_running': { en: 'it is asked to run nothing', ko: '실행할 태스크가 없음' },
  'keep.not_production': { en: 'it is not production', ko: '운영 환경이 아님' },
  'keep.standby': { en: 'it has a standby', ko: '대기 인스턴스가 있음' },
  'keep.replica': { en: 'it is a read replica', ko: '읽기 복제본임' },
  'keep.cluster_member': { en: 'its cluster keeps the copies', ko: '클러스터가 복제본을 유지함' },
  'keep.no_spot': { en: 'it does not run on Spot', ko: 'Spot을 쓰지 않음' },
  'keep.spot_base': { en: 'some of it is on demand', ko: '일부가 온디맨드임' },
  'keep.health_equal': {
    en: 'the check is where the container listens',
    ko: '상태 검사가 컨테이너 포트와 같음',
  },
  'keep.logs': { en: 'every container has a log driver', ko: '모든 컨테이너에 로그 드라이버가 있음' },
  'keep.closed': { en: 'no sensitive port is open to the internet', ko: '민감한 포트가 열려 있지 않음' },
  'keep.private': { en: 'it has no public address', ko: '퍼블릭 주소가 없음' },
  'keep.backups': { en: 'backups are kept {days} days', ko: '백업을 {days}일 보관함' },
  'keep.supported': { en: 'supported until {at:date}', ko: '{at:date}까지 지원됨' },
  'keep.no_maintenance': { en: 'no maintenance waits', ko: '대기 중인 유지 관리 없음' },
  'refuse.subnets': { en: 'its subnets could not be read', ko: '서브넷을 읽지 못함' },
  'refuse.definition': { en: 'its task definition could not be read', ko: '태스크 정의를 읽지 못함' },
  'refuse.lifecycle': { en: 'the end of support is not known', ko: '지원 종료일을 알 수 없음' },
  'refuse.maintenance': {
    en: 'pending maintenance could not be read',
    ko: '대기 중인 유지 관리를 읽지 못함',
  },
  'refuse.backups': { en: 'AWS did not say how long backups are kept', ko: '백업 보관 기간을 알 수 없음' },

  'fact.zone': { en: 'zone', ko: '영역' },
  'fact.subnets': { en: 'subnets', ko: '서브넷' },
  'fact.strategy': { en: 'strategy', ko: '전략' },
  'fact.health_check': { en: 'health check', ko: '상태 검사' },
  'fact.container_port': { en: 'container port', ko: '컨테이너 포트' },
  'fact.container_check': { en: 'container check', ko: '컨테이너 검사' },
  'fact.containers': { en: 'containers', ko: '컨테이너' },
  'fact.open_rules': { en: 'open rules', ko: '열린 규칙' },
  'fact.used_by': { en: 'carried by', ko: '사용하는 리소스' },
  'fact.endpoint': { en: 'endpoint', ko: '엔드포인트' },
  'fact.retention': { en: 'backup retention', ko: '백업 보관' },
  'fact.version': { en: 'version', ko: '버전' },
  'fact.support_ends': { en: 'standard support ends', ko: '표준 지원 종료' },
  'fact.targets': { en: 'upgrade targets', ko: '업그레이드 대상' },
  'fact.window': { en: 'maintenance window', ko: '유지 관리 기간' },
} as const;

export const sayRule = messagesOf(configurationTexts);
