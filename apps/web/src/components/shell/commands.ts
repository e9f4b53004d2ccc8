/** Commands that a key or the search can give to a part of the frame. */
export type ShellCommand = 'range' | 'help' | 'search';

const target = typeof EventTarget === 'undefined' ? null : new EventTarget();

export function sendShellCommand(command: ShellCommand): void {
  target?.dispatchEvent(new Event(command));
}

export function onShellCommand(command: ShellCommand, act: () => void): () => void {
  target?.addEventListener(command, act);
  return () => target?.removeEventListener(command, act);
}
