import type { TextRow } from './text-row.js';

/** Texts of what keeps an image from being pulled. */
export const PULL_TEXTS = {
  pull_not_found: [
    'The image or its tag does not exist in the registry.',
    '레지스트리에 이미지나 태그가 없습니다.',
    'Push the tag, or go back to the last revision whose image exists: `aws ecr describe-images --region {region} --repository-name {repository} --image-ids imageTag={tag}` tells whether it is there.',
    '태그를 푸시하거나 이미지가 있는 이전 리비전으로 되돌리세요. `aws ecr describe-images --region {region} --repository-name {repository} --image-ids imageTag={tag}` 로 있는지 확인합니다.',
  ],
  pull_timeout: [
    'The registry could not be reached while pulling the image.',
    '이미지를 받는 동안 레지스트리에 연결하지 못했습니다.',
    'Give the subnet a route: NAT, a public address, or VPC endpoints for ecr.api, ecr.dkr and S3; allow port 443 and turn on DNS of the VPC.',
    '서브넷에 NAT, 퍼블릭 IP 또는 ecr.api·ecr.dkr·S3 VPC 엔드포인트를 두고 443 포트와 VPC의 DNS를 허용하세요.',
  ],
  pull_no_space: [
    'The disk was full while pulling the image.',
    '이미지를 받는 동안 디스크가 가득 찼습니다.',
    'Raise ephemeralStorage (Fargate), or on the instance: `df -h /var/lib/docker`, then `docker image prune -af`; a larger volume keeps it from coming back.',
    'Fargate면 ephemeralStorage를 늘리고, 인스턴스면 `df -h /var/lib/docker` 로 확인한 뒤 `docker image prune -af` 로 정리하세요. 재발하면 볼륨을 늘리세요.',
  ],
  pull_rate_limit: [
    'The registry refused the pull: too many requests.',
    '레지스트리가 요청 한도 초과로 이미지를 거절했습니다.',
    'Use an ECR pull-through cache (`aws ecr create-pull-through-cache-rule`), or sign in to the registry with repositoryCredentials.',
    'ECR 풀스루 캐시(`aws ecr create-pull-through-cache-rule`)를 쓰거나 repositoryCredentials로 레지스트리에 로그인하세요.',
  ],
  pull_denied: [
    'The registry denied access to the image, or its name is wrong.',
    '이미지 접근이 거부되었거나 이름이 잘못되었습니다.',
    'Check the image name; allow ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the execution role (EC2: the instance role), or set repositoryCredentials.',
    '이미지 이름을 확인하고, 실행 역할(EC2는 인스턴스 역할)에 ecr:GetAuthorizationToken, ecr:BatchGetImage, ecr:GetDownloadUrlForLayer를 허용하거나 repositoryCredentials를 설정하세요.',
  ],
  pull_platform: [
    'The image has no variant for the platform of the task.',
    '이미지에 태스크의 플랫폼에 맞는 변형이 없습니다.',
    'Build for it (`docker buildx build --platform linux/amd64,linux/arm64 --push`) or set runtimePlatform.cpuArchitecture to what the image is.',
    '플랫폼에 맞게 빌드하거나(`docker buildx build --platform linux/amd64,linux/arm64 --push`) runtimePlatform.cpuArchitecture를 이미지에 맞추세요.',
  ],
  pull_layer: [
    'A layer of the image could not be downloaded.',
    '이미지 레이어를 내려받지 못했습니다.',
    'Layers come from S3: check the route of the subnet and the policy of the S3 gateway endpoint (it must allow prod-{region}-starport-layer-bucket).',
    '레이어는 S3에서 옵니다. 서브넷 경로와 S3 게이트웨이 엔드포인트 정책(prod-{region}-starport-layer-bucket 허용)을 확인하세요.',
  ],
  pull_unpack: [
    'The image was downloaded but could not be unpacked.',
    '이미지를 내려받았지만 풀지 못했습니다.',
    'Run it again once; if it repeats, rebuild and push the image without attestations (`docker buildx build --provenance=false`) and check the disk of the instance.',
    '한 번 다시 실행하고, 반복되면 증명 없이 다시 빌드해 푸시하고(`docker buildx build --provenance=false`) 인스턴스 디스크를 확인하세요.',
  ],
  pull_route: [
    "The image's configuration could not be downloaded.",
    '이미지 구성을 내려받지 못했습니다.',
    'Check the route to S3 from the subnet.',
    '서브넷에서 S3로 가는 경로를 확인하세요.',
  ],
  pull_canceled: [
    'The pull was given up, most often because the task was stopped meanwhile.',
    '이미지 다운로드가 취소되었습니다(대개 그 사이 태스크가 중지됨).',
    'Look at why the task was stopped; a large image or a full disk makes this likelier.',
    '태스크가 중지된 이유를 확인하세요. 이미지가 크거나 디스크가 차면 더 자주 생깁니다.',
  ],
  pull_panic: [
    'The container runtime failed while pulling the image.',
    '이미지를 받는 중 컨테이너 런타임이 실패했습니다.',
    'Run it again; if it repeats, check the route to S3, update the agent or open a support case.',
    '다시 실행하고, 반복되면 S3 경로를 확인하거나 에이전트를 갱신하거나 지원을 요청하세요.',
  ],
  pull_other: [
    'The image could not be pulled.',
    '이미지를 받지 못했습니다.',
    'Read the container reason; check the image name, the execution role and the route to the registry.',
    '컨테이너 사유를 읽고 이미지 이름, 실행 역할, 레지스트리 경로를 확인하세요.',
  ],
} as const satisfies Record<string, TextRow>;
