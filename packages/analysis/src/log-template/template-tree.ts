import { WILDCARD } from './mask-tokens.js';

/**
 * Drain (He, Zhu, Zheng, Lyu: "Drain: An Online Log Parsing Approach with Fixed Depth Tree", ICWS 2017): a tree by the
 * number of words and the first ones leads to a few templates, of which the most similar takes the line. Unlike there,
 * a value that the template already leaves open counts for its similarity, short lines are found again, and the number
 * of templates is bounded.
 */
export interface TemplateOptions {
  /** First words that the tree tells apart; the paper's depth less 3. */
  prefixWords: number;
  /** Share of the words that must agree, 0 to 1. */
  similarity: number;
  /** What a word counts that is a value both in the line and in the template, 0 (the paper) to 1. */
  valueWeight: number;
  /** Different words at one place of the tree; what comes later shares one branch. */
  mostBranches: number;
  /** When there would be more, the tenth that was not seen for longest goes. */
  mostTemplates: number;
}

/** One for logs of any kind: best on the public LogHub samples without settings of their own. */
export const TEMPLATE_OPTIONS: TemplateOptions = {
  prefixWords: 2,
  similarity: 0.72,
  valueWeight: 0.7,
  mostBranches: 100,
  mostTemplates: 1_000,
};

/** A template as it is kept over a restart. */
export interface KeptTemplate {
  /** Follows from the first line's words; stays while the template grows more general. */
  id: string;
  /** Lines of different kinds (levels) never share a template. */
  kind: string;
  tokens: readonly string[];
  /** The words that lead to it in the tree. */
  path: readonly string[];
}

interface Template extends KeptTemplate {
  tokens: string[];
  usedAt: number;
}

interface Branch {
  next: Map<string, Branch>;
  templates: Template[];
}

const branch = (): Branch => ({ next: new Map(), templates: [] });

/** Deterministic: the same lines in the same order give the same templates, also across `kept()` and a new tree. */
export class TemplateTree {
  private readonly roots = new Map<string, Branch>();
  private readonly byId = new Map<string, Template>();
  private clock = 0;

  /** @param kept templates of before, the one that was not seen for longest first */
  constructor(
    private readonly options: TemplateOptions = TEMPLATE_OPTIONS,
    kept: readonly KeptTemplate[] = [],
  ) {
    for (const { id, kind, tokens, path } of kept) {
      this.place({ id, kind, tokens: [...tokens], path: [...path], usedAt: (this.clock += 1) });
    }
  }

  /** All templates, the one that was not seen for longest first. */
  kept(): KeptTemplate[] {
    return [...this.byId.values()]
      .sort((a, b) => a.usedAt - b.usedAt)
      .map(({ id, kind, tokens, path }) => ({ id, kind, tokens: [...tokens], path }));
  }

  get size(): number {
    return this.byId.size;
  }

  /** The template that takes the line, made or grown more general where needed. */
  add(tokens: readonly string[], kind = ''): KeptTemplate {
    this.clock += 1;
    const found = this.find(tokens, kind) ?? this.create(tokens, kind);
    found.usedAt = this.clock;
    for (let i = 0; i < tokens.length; i += 1) {
      if (found.tokens[i] !== tokens[i]) found.tokens[i] = WILDCARD;
    }
    return found;
  }

  private find(tokens: readonly string[], kind: string): Template | null {
    let at = this.roots.get(rootKey(kind, tokens.length));
    const depth = Math.min(this.options.prefixWords, tokens.length);
    for (let i = 0; i < depth && at; i += 1) at = at.next.get(tokens[i] as string) ?? at.next.get(WILDCARD);
    return at ? this.mostSimilar(at.templates, tokens) : null;
  }

  /** Ties go to the more general one, as in the paper, and then by id: their order in memory has no part in it. */
  private mostSimilar(templates: readonly Template[], tokens: readonly string[]): Template | null {
    const { similarity, valueWeight } = this.options;
    const length = tokens.length;
    let best: Template | null = null;
    let bestScore = -1;
    let bestValues = -1;
    for (const template of templates) {
      const held = template.tokens;
      let score = 0;
      let values = 0;
      for (let i = 0; i < length; i += 1) {
        if (held[i] === WILDCARD) {
          values += 1;
          if (tokens[i] === WILDCARD) score += valueWeight;
        } else if (held[i] === tokens[i]) score += 1;
      }
      if (score < bestScore || (score === bestScore && values < bestValues)) continue;
      if (score > bestScore || values > bestValues || template.id < (best as Template).id) {
        best = template;
        bestScore = score;
        bestValues = values;
      }
    }
    return length === 0 || bestScore / length >= similarity ? best : null;
  }

  private create(tokens: readonly string[], kind: string): Template {
    const id = hash64(`${kind}\n${tokens.join(' ')}`);
    const known = this.byId.get(id);
    // Its template has grown so general that its own first line no longer resembles it.
    if (known && known.tokens.length === tokens.length && known.kind === kind) return known;
    if (this.byId.size >= this.options.mostTemplates) this.forgetOldest();
    return this.place({ id, kind, tokens: [...tokens], path: this.pathOf(tokens, kind), usedAt: this.clock });
  }

  /** Which branches a new template hangs on: words with digits, and words when a place is full, share one. */
  private pathOf(tokens: readonly string[], kind: string): string[] {
    const { prefixWords, mostBranches } = this.options;
    let at = this.roots.get(rootKey(kind, tokens.length));
    return tokens.slice(0, prefixWords).map((word) => {
      const next = at?.next;
      const known = next?.has(word) === true;
      const room = (next?.size ?? 0) + (next?.has(WILDCARD) === true ? 0 : 1) < mostBranches;
      const step = known || (!/\d/.test(word) && room) ? word : WILDCARD;
      at = next?.get(step);
      return step;
    });
  }

  private place(template: Template): Template {
    const root = rootKey(template.kind, template.tokens.length);
    let at = stepInto(this.roots, root);
    for (const step of template.path) at = stepInto(at.next, step);
    at.templates.push(template);
    this.byId.set(template.id, template);
    return template;
  }

  private forgetOldest(): void {
    const oldest = [...this.byId.values()].sort((a, b) => a.usedAt - b.usedAt);
    for (const template of oldest.slice(0, Math.max(1, Math.ceil(oldest.length / 10)))) this.remove(template);
  }

  /** Branches that lead nowhere go too, else memory grows with every word that was ever first. */
  private remove(template: Template): void {
    this.byId.delete(template.id);
    const root = rootKey(template.kind, template.tokens.length);
    const way: { from: Map<string, Branch>; step: string; to: Branch }[] = [];
    let at = this.roots.get(root);
    if (!at) return;
    way.push({ from: this.roots, step: root, to: at });
    for (const step of template.path) {
      const to: Branch | undefined = at.next.get(step);
      if (!to) return;
      way.push({ from: at.next, step, to });
      at = to;
    }
    at.templates = at.templates.filter((one) => one !== template);
    for (const { from, step, to } of way.reverse()) {
      if (to.templates.length > 0 || to.next.size > 0) return;
      from.delete(step);
    }
  }
}

function stepInto(branches: Map<string, Branch>, step: string): Branch {
  const known = branches.get(step) ?? branch();
  branches.set(step, known);
  return known;
}

function rootKey(kind: string, words: number): string {
  return `${kind} ${words}`;
}

/** FNV-1a over UTF-16 units, 64 bits as two halves with different offsets: an id, no protection against anybody. */
function hash64(text: string): string {
  let [high, low] = [0x811c9dc5, 0xcbf29ce4];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ ((unit << 5) | (i & 31)), 0x01000193);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
