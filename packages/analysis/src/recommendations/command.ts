/** An argument as a POSIX shell takes it literally: names come from AWS, but commands are pasted by people. */
export function shellArgument(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** `aws SERVICE OPERATION --option value ...`, one option a line. */
export function awsCommand(operation: string, options: Readonly<Record<string, string>>): string {
  const lines = Object.entries(options).map(([name, value]) => `  --${name} ${shellArgument(value)}`);
  return [`aws ${operation}`, ...lines].join(' \\\n');
}
