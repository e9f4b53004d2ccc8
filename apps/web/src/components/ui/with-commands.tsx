/** A sentence with the commands in it, written between backticks, set so that they can be told apart and copied. */
export function WithCommands({ text }: { text: string }) {
  return text.split('`').map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // A sentence never changes its order: the place of a part is its name.
      <code key={at} className="font-mono text-small [overflow-wrap:anywhere] select-all">
        {part}
      </code>
    ),
  );
}
