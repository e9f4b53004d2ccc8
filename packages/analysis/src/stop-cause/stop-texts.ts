import type { Text, Texts } from '../message/message.js';
import { START_TEXTS } from './start-texts.js';
import type { TextRow } from './text-row.js';

/** Explanation and, where there is one, remedy of every stop rule, English and Korean side by side. */
export const STOP_TEXTS = {
  deploy: [
    'Replaced by a deployment: it belonged to {deployment}, which is no longer the primary one.',
    '배포로 교체됨: 이전 배포 {deployment}의 태스크입니다.',
  ],
  scale_in: [
    'Stopped because the service was scaled in ({deployment}).',
    '서비스 축소로 종료됨({deployment}).',
  ],
  oom: [
    'Container {container} used more memory than its limit and was killed.',
    '컨테이너 {container}의 메모리가 제한을 넘어 강제 종료되었습니다.',
    'Raise the memory of the task or container, or find the leak; compare memory from start to death.',
    '태스크나 컨테이너의 메모리를 늘리거나 누수를 찾으세요. 시작부터 종료까지의 메모리를 비교하세요.',
  ],
  elb_health: [
    'The load balancer found the task unhealthy ({targetGroup}).',
    '로드 밸런서 상태 확인에 실패했습니다({targetGroup}).',
    'Ask the balancer what it saw: `aws elbv2 describe-target-health --target-group-arn {targetGroup}`. Then path, port, success codes and security group; a slow start needs a longer healthCheckGracePeriodSeconds.',
    '로드 밸런서가 본 것을 확인하세요: `aws elbv2 describe-target-health --target-group-arn {targetGroup}`. 그다음 경로, 포트, 성공 코드, 보안 그룹을 보고, 시작이 느리면 healthCheckGracePeriodSeconds를 늘리세요.',
  ],
  container_health: [
    'The container health check failed.',
    '컨테이너 상태 확인에 실패했습니다.',
    'Run the health check command in a task that lives (`aws ecs execute-command --cluster CLUSTER --task TASK --interactive --command sh`): is its tool (curl, wget) in the image, is startPeriod as long as the start?',
    '살아 있는 태스크에서 상태 확인 명령을 실행해 보세요(`aws ecs execute-command --cluster CLUSTER --task TASK --interactive --command sh`). 도구(curl, wget)가 이미지에 있는지, startPeriod가 시작 시간만큼 긴지 확인합니다.',
  ],
  spot: [
    'AWS took the Spot capacity back.',
    'AWS가 Spot 용량을 회수했습니다.',
    'Put a base on FARGATE or on-demand, and handle SIGTERM within two minutes.',
    'FARGATE나 온디맨드에 base를 두고, 2분 안에 SIGTERM을 처리하세요.',
  ],
  host_terminated: [
    'Its EC2 instance {instance} was terminated.',
    'EC2 인스턴스 {instance}가 종료(삭제)되었습니다.',
    'Turn on managed draining or a lifecycle hook; look at the Auto Scaling activity of that minute.',
    '관리형 드레이닝이나 수명 주기 훅을 켜고, 그 시각의 Auto Scaling 활동을 확인하세요.',
  ],
  host_stopped: [
    'Its EC2 instance {instance} was stopped.',
    'EC2 인스턴스 {instance}가 중지되었습니다.',
    'Drain the container instance before its instance is stopped.',
    '인스턴스를 중지하기 전에 컨테이너 인스턴스를 드레이닝하세요.',
  ],
  deregistered: [
    'Its container instance was deregistered by force.',
    '컨테이너 인스턴스가 강제로 등록 해제되었습니다.',
    'Drain the instance first; forced deregistration stops its tasks at once.',
    '먼저 드레이닝하세요. 강제 등록 해제는 태스크를 즉시 종료합니다.',
  ],
  maintenance: [
    'AWS retired the host under the task (maintenance).',
    'AWS가 태스크의 호스트를 교체했습니다(유지 관리).',
    'Nothing to do with two tasks or more; with one, expect a short outage.',
    '태스크가 둘 이상이면 할 일이 없습니다. 하나뿐이면 짧은 중단이 생깁니다.',
  ],
  drained: [
    'Its container instance was set to draining, so ECS moved the task.',
    '컨테이너 인스턴스가 드레이닝으로 바뀌어 ECS가 태스크를 옮겼습니다.',
    'Nothing to do where the service has room elsewhere; else the deployment bounds (minimumHealthyPercent) keep the instance from draining.',
    '다른 곳에 여유가 있으면 할 일이 없습니다. 없으면 배포 경계(minimumHealthyPercent) 때문에 드레이닝이 끝나지 않습니다.',
  ],
  ...START_TEXTS,
  internal: [
    'AWS reports an internal error.',
    'AWS 내부 오류입니다.',
    'Run it again; if it repeats, open a support case.',
    '다시 실행하고, 반복되면 지원을 요청하세요.',
  ],
  failed_to_start: [
    'The task never reached RUNNING.',
    '태스크가 RUNNING에 도달하지 못했습니다.',
    'Read the reason of the task and of its containers.',
    '태스크와 컨테이너의 사유를 읽으세요.',
  ],
  essential_exit: [
    'Essential container {container} exited with code {exitCode}.',
    '필수 컨테이너 {container}가 코드 {exitCode}로 끝났습니다.',
    "Read the container's last log lines before the stop.",
    '종료 직전의 마지막 로그를 확인하세요.',
  ],
  exit_killed: [
    'Essential container {container} was killed (137, SIGKILL) and AWS did not report memory: it outlived stopTimeout after SIGTERM, or the host or a person killed it.',
    '필수 컨테이너 {container}가 강제 종료되었습니다(137, SIGKILL). AWS는 메모리를 원인으로 알리지 않았습니다. SIGTERM 뒤 stopTimeout을 넘겼거나, 호스트나 사람이 종료했습니다.',
    "Compare its memory with the limit at that minute; handle SIGTERM within stopTimeout. On the instance `sudo dmesg -T | grep -i 'killed process'` shows a kill by the kernel.",
    "그 시각의 메모리를 제한과 비교하고 stopTimeout 안에 SIGTERM을 처리하세요. 인스턴스에서 `sudo dmesg -T | grep -i 'killed process'` 로 커널의 종료를 확인합니다.",
  ],
  exit_crashed: [
    'Essential container {container} crashed (code {exitCode}, a fault in native code).',
    '필수 컨테이너 {container}가 비정상 종료되었습니다(코드 {exitCode}, 네이티브 코드 오류).',
    'Look at what changed in the image: native libraries, base image, CPU architecture; run the last revision that did not crash beside it.',
    '이미지에서 바뀐 것(네이티브 라이브러리, 기본 이미지, CPU 아키텍처)을 보고, 정상이던 이전 리비전과 비교하세요.',
  ],
  exit_asked: [
    'Essential container {container} ended because it was asked to (143, SIGTERM), and the task ended with it.',
    '필수 컨테이너 {container}가 종료 요청(143, SIGTERM)으로 끝났고, 태스크도 함께 끝났습니다.',
    'Look for who asked: a deployment, a scale-in, a draining instance, or a process in the container that stops the main one.',
    '누가 요청했는지 확인하세요. 배포, 축소, 드레이닝 중인 인스턴스, 또는 컨테이너 안에서 주 프로세스를 끝내는 프로세스입니다.',
  ],
  exit_command: [
    'The command of essential container {container} could not be run (code {exitCode}).',
    '필수 컨테이너 {container}의 명령을 실행할 수 없었습니다(코드 {exitCode}).',
    '127: the command is not in the image; 126: it is not executable (chmod +x, line ends, architecture). Check command and entryPoint.',
    '127이면 이미지에 명령이 없고, 126이면 실행할 수 없습니다(chmod +x, 줄 끝 문자, 아키텍처). command와 entryPoint를 확인하세요.',
  ],
  essential_clean: [
    'Essential container {container} ended by itself without an error; the service starts another task.',
    '필수 컨테이너 {container}가 오류 없이 스스로 끝났고, 서비스가 태스크를 다시 시작합니다.',
    'A service needs a process that stays; for work that ends use a scheduled or standalone task.',
    '서비스에는 계속 실행되는 프로세스가 필요합니다. 끝나는 작업은 예약 또는 단독 태스크로 실행하세요.',
  ],
  job_finished: ['The job finished without an error.', '작업이 오류 없이 끝났습니다.'],
  user: [
    'Stopped by a person or a program (StopTask): {reason}',
    '사람이나 프로그램이 중지함(StopTask): {reason}',
  ],
  scheduler: [
    'The service scheduler stopped it and gave a reason that is not in the catalogue: {reason}',
    '서비스 스케줄러가 중지했으나 목록에 없는 사유입니다: {reason}',
  ],
  unknown: [
    'AWS gave no reason that is in the catalogue: {reason}',
    'AWS가 알려진 사유를 주지 않았습니다: {reason}',
  ],
} as const satisfies Record<string, TextRow>;

export type StopTextKey = keyof typeof STOP_TEXTS;

const rows = Object.entries<TextRow>(STOP_TEXTS);
const remedies = rows.flatMap(([id, [, , en, ko]]): [string, Text][] =>
  en === undefined || ko === undefined ? [] : [[`stop.${id}.remedy`, { en, ko }]],
);

/** The same as message texts: `stop.<id>` and `stop.<id>.remedy`. */
export const stopTexts: Texts = Object.fromEntries([
  ...rows.map(([id, [en, ko]]): [string, Text] => [`stop.${id}`, { en, ko }]),
  ...remedies,
]);
