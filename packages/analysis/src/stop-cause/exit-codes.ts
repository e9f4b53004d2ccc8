import { messagesOf, type Message } from '../message/message.js';

/** Texts of container exit codes. Sources: ECS developer guide; docker run exit status for 125-127; signal(7). */
export const exitTexts = {
  'exit.0': { en: 'ended by itself without an error', ko: '오류 없이 스스로 끝남' },
  'exit.1': { en: 'the application reported an error', ko: '애플리케이션 오류로 끝남' },
  'exit.125': { en: 'the container runtime failed to run it', ko: '컨테이너 런타임이 실행하지 못함' },
  'exit.126': { en: 'the command is not executable', ko: '명령을 실행할 수 없음(실행 권한 없음)' },
  'exit.127': { en: 'the command was not found in the image', ko: '이미지에 명령이 없음' },
  'exit.134': { en: 'aborted itself (SIGABRT)', ko: '스스로 중단함(SIGABRT)' },
  'exit.137.oom': { en: 'killed for using more memory than its limit', ko: '메모리 제한을 넘어 강제 종료됨' },
  'exit.137': {
    en: 'killed (SIGKILL): it outlived stopTimeout after SIGTERM, or the host killed it',
    ko: '강제 종료됨(SIGKILL): SIGTERM 후 stopTimeout을 넘겼거나 호스트가 종료함',
  },
  'exit.139': { en: 'crashed (SIGSEGV)', ko: '비정상 종료(SIGSEGV)' },
  'exit.143': { en: 'stopped on request (SIGTERM), no error', ko: '요청에 따라 종료됨(SIGTERM), 오류 아님' },
  'exit.255': {
    en: 'the application ended with -1 (255), or what it ran over a shell did',
    ko: '애플리케이션 또는 셸로 실행한 명령이 -1(255)로 끝남',
  },
  'exit.signal': { en: 'ended by signal {signal}', ko: '시그널 {signal}로 종료됨' },
  'exit.other': {
    en: 'ended with code {code}, chosen by the application',
    ko: '애플리케이션이 정한 코드 {code}로 끝남',
  },
  'exit.none': {
    en: 'no exit code: it never started, or the agent was lost',
    ko: '종료 코드 없음: 시작되지 않았거나 에이전트가 끊김',
  },
} as const;

const say = messagesOf(exitTexts);

export interface ExitCodeMeaning {
  /** False for 0 and 143 (a handled SIGTERM) and where there is no code. */
  error: boolean;
  meaning: Message;
}

/** What a container's exit code says; `reason` decides whether 137 was memory, for the code alone cannot. */
export function exitCodeMeaning(exitCode: number | null, reason: string | null = null): ExitCodeMeaning {
  if (exitCode === null) return { error: false, meaning: say('exit.none') };
  if (exitCode === 137 && reason?.toLowerCase().includes('outofmemoryerror')) {
    return { error: true, meaning: say('exit.137.oom') };
  }
  const error = exitCode !== 0 && exitCode !== 143;
  const key = `exit.${exitCode}`;
  if (isExitKey(key)) return { error, meaning: say(key) };
  if (exitCode > 128 && exitCode < 160)
    return { error, meaning: say('exit.signal', { signal: exitCode - 128 }) };
  return { error, meaning: say('exit.other', { code: exitCode }) };
}

function isExitKey(key: string): key is keyof typeof exitTexts {
  return Object.hasOwn(exitTexts, key);
}
