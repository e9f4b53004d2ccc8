import { messagesOf, type Texts } from '../message/message.js';

export const rolloutTexts = {
  'rollout.startup_no_new': {
    en: 'No new task has started yet.',
    ko: '아직 시작된 새 태스크가 없습니다.',
  },
  'rollout.startup_no_old': {
    en: 'New tasks start in {after:duration} ({count} {count:plural:task:tasks}); no start of the revision before was seen.',
    ko: '새 태스크 시작 시간 {after:duration}(태스크 {count}개). 이전 리비전의 시작은 관찰되지 않았습니다.',
  },
  'rollout.startup_few': {
    en: 'Start-up {before:duration} -> {after:duration}, too few to tell: {count} before, {of} after.',
    ko: '시작 시간 {before:duration} -> {after:duration}, 판단하기에 적음: 이전 {count}개, 이후 {of}개.',
  },
  'rollout.startup_same': {
    en: 'Start-up as before: {before:duration} -> {after:duration}, {of} {of:plural:task:tasks}.',
    ko: '시작 시간 변화 없음: {before:duration} -> {after:duration}, 태스크 {of}개.',
  },
  'rollout.startup_uncertain': {
    en: 'Start-up {before:duration} -> {after:duration}, within what it varies by.',
    ko: '시작 시간 {before:duration} -> {after:duration}, 평소 변동 범위 안.',
  },
  'rollout.startup_slower': {
    en: 'Start-up slower by {difference:duration}: {before:duration} -> {after:duration}, {count} of {of} tasks.',
    ko: '시작이 {difference:duration} 느려짐: {before:duration} -> {after:duration}, 태스크 {of}개 중 {count}개.',
  },
  'rollout.startup_faster': {
    en: 'Start-up faster by {difference:duration}: {before:duration} -> {after:duration}, {count} of {of} tasks.',
    ko: '시작이 {difference:duration} 빨라짐: {before:duration} -> {after:duration}, 태스크 {of}개 중 {count}개.',
  },
  'rollout.stops_no_new': { en: 'No new task was seen.', ko: '새 태스크가 관찰되지 않았습니다.' },
  'rollout.stops_none': {
    en: 'None of {of} new {of:plural:task:tasks} stopped for a fault.',
    ko: '새 태스크 {of}개 중 장애로 중지된 것이 없습니다.',
  },
  'rollout.stops_better': {
    en: 'None of {of} new tasks stopped for a fault; before it were {before} of {beforeOf}.',
    ko: '새 태스크 {of}개 중 장애 중지 없음. 이전에는 {beforeOf}개 중 {before}개.',
  },
  'rollout.stops_worse': {
    en: '{count} of {of} new tasks stopped for a fault; before it were {before} of {beforeOf}.',
    ko: '새 태스크 {of}개 중 {count}개가 장애로 중지. 이전에는 {beforeOf}개 중 {before}개.',
  },
  'rollout.stops_uncertain': {
    en: '{count} of {of} new tasks stopped for a fault, before {before} of {beforeOf}: too few to tell.',
    ko: '새 태스크 {of}개 중 {count}개가 장애로 중지, 이전 {beforeOf}개 중 {before}개: 판단하기에 적음.',
  },
  'rollout.errors_unknown': {
    en: 'Error lines were not read for both sides.',
    ko: '양쪽의 오류 로그를 모두 읽지 못했습니다.',
  },
  'rollout.errors_few': {
    en: 'New tasks have not run long enough to compare their error lines ({count} so far).',
    ko: '오류 로그를 비교하기에 새 태스크의 실행 시간이 짧습니다(현재 {count}줄).',
  },
  'rollout.errors_more': {
    en: 'More error lines: {before:number} -> {after:number} per task and minute.',
    ko: '오류 로그 증가: 태스크당 분당 {before:number} -> {after:number}줄.',
  },
  'rollout.errors_fewer': {
    en: 'Fewer error lines: {before:number} -> {after:number} per task and minute.',
    ko: '오류 로그 감소: 태스크당 분당 {before:number} -> {after:number}줄.',
  },
  'rollout.errors_same': {
    en: 'Error lines as before: {before:number} -> {after:number} per task and minute.',
    ko: '오류 로그 변화 없음: 태스크당 분당 {before:number} -> {after:number}줄.',
  },
} satisfies Texts;

export const sayRollout = messagesOf(rolloutTexts);
