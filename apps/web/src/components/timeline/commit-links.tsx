import type { Commit } from '@danji/shared';
import { ExternalLink } from '@/components/ui/external-link';

const SHORT = 7;

/** What was built, short, with its place in the repository; containers of one build are one. */
export function CommitLinks({ commits }: { commits: readonly Commit[] }) {
  const distinct = commits.filter(
    ({ commit, url }, i) => commits.findIndex((one) => one.commit === commit && one.url === url) === i,
  );
  return distinct.map(({ commit, url }) => (
    <span key={`${commit} ${url}`} className="ml-1.5 font-mono text-small" title={commit}>
      {url === null ? (
        <span className="text-muted">{commit.slice(0, SHORT)}</span>
      ) : (
        <ExternalLink href={url}>{commit.slice(0, SHORT)}</ExternalLink>
      )}
    </span>
  ));
}
