import type { MessageParams } from '../message/message.js';

/** ECR's name of an image; the account and what follows the tag do not matter for a command. */
const ECR_IMAGE =
  /\.dkr\.ecr\.(?<region>[\w-]{1,40})\.amazonaws\.com\/(?<repository>[\w./-]{1,256})(?::(?<tag>[\w.-]{1,128}))?/i;
const SECRET = /(?<secret>arn:aws[\w-]{0,10}:secretsmanager:[\w:/+=.@-]{1,300})/i;
const PARAMETER = /invalid ssm parameters: (?<parameter>[\w./-]{1,300})/i;
const EFS = /\b(?<fileSystem>fs-[0-9a-f]{8,17})\b/i;

/** What a person puts into a command where AWS's text does not say it. */
const TO_FILL_IN = {
  region: 'REGION',
  repository: 'NAME',
  tag: 'TAG',
  secret: 'ARN',
  parameter: 'NAME',
  fileSystem: 'FILE_SYSTEM_ID',
} as const;

/**
 * The names in AWS's text that the commands of a remedy need; a word in capitals where it names none. Only letters
 * that names have are taken: who copies a command must not copy a shell's syntax from a text.
 */
export function evidenceParams(evidence: string | null): MessageParams {
  const found = [ECR_IMAGE, SECRET, PARAMETER, EFS].map(
    (pattern) => pattern.exec(evidence ?? '')?.groups ?? {},
  );
  const said: Record<string, string> = {};
  for (const [name, value] of found.flatMap((groups) => Object.entries(groups))) {
    if (value !== undefined) said[name] = value.replace(/[.:]+$/, '');
  }
  return { ...TO_FILL_IN, ...said };
}
