/** An argument as a POSIX shell takes it literally: names come from AWS, but commands are pasted by people. */
export function shellArgument(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** `aws SERVICE OPERATION --option value ...`, one option a line; a value that looks like an option is tied to its own. */
export function awsCommand(operation: string, options: Readonly<Record<string, string>>): string {
  const lines = Object.entries(options).map(([name, value]) => {
    const tie = value.startsWith('-') ? '=' : ' ';
    return `  --${name}${tie}${shellArgument(value)}`;
  });
  return [`aws ${operation}`, ...lines].join(' \\\n');
}
