import { HourCounter, lineContent, maskedTokens, TemplateTree } from '@danji/analysis';
import type { MaskedLine } from './digest-events.js';
import type { GroupTemplates, StoredTemplate } from './template.repository.js';

/** A stack frame, a wrapped statement: what goes on from the line before says nothing by itself. */
const CONTINUES = /^(?:\s|Caused by:|\.\.\. \d+ more)/;
/** A template whose last line moved on by less is not written for that alone. */
const LAST_SEEN_STEP_MS = 5 * 60_000;

/** The templates of one log group: the tree they are found by, and when each was seen. */
export class TemplateBook {
  private readonly tree: TemplateTree;
  private readonly stored: Map<string, StoredTemplate>;

  /** @param stored templates of before, the one that was not seen for longest first */
  constructor(stored: readonly StoredTemplate[]) {
    this.tree = new TemplateTree(
      undefined,
      stored.map(({ id, level, text, path }) => ({
        id,
        kind: level,
        tokens: text === '' ? [] : text.split(' '),
        path,
      })),
    );
    this.stored = new Map(stored.map((template) => [template.id, template]));
  }

  /** Takes lines in (by time): the hours they count in, and templates that are new or changed. */
  take(lines: readonly MaskedLine[]): GroupTemplates {
    const counter = new HourCounter();
    const touched = new Map<string, StoredTemplate>();
    for (const { message, level, sourceId, revision, at } of lines) {
      if (CONTINUES.test(message)) continue;
      const template = this.tree.add(maskedTokens(lineContent(message)), level);
      counter.add({ templateId: template.id, sourceId, revision: revision ?? 0 }, at);
      const known = touched.get(template.id) ?? this.stored.get(template.id);
      touched.set(template.id, {
        id: template.id,
        level,
        text: template.tokens.join(' '),
        path: template.path,
        firstSeen: Math.min(at, known?.firstSeen ?? at),
        lastSeen: Math.max(at, known?.lastSeen ?? at),
      });
    }
    return {
      hours: counter.rows(),
      changed: [...touched.values()].filter((one) => this.isWorthWriting(one)),
    };
  }

  /** What was written is known from then on; what a failed transaction wrote is written again. */
  keep(changed: readonly StoredTemplate[]): void {
    for (const template of changed) this.stored.set(template.id, template);
    // The tree forgets what it has no room for; what is stored of it goes by its age.
    if (this.stored.size > 2 * this.tree.size + 100) this.forget();
  }

  private isWorthWriting(template: StoredTemplate): boolean {
    const known = this.stored.get(template.id);
    if (!known || known.text !== template.text || known.firstSeen !== template.firstSeen) return true;
    return template.lastSeen - known.lastSeen >= LAST_SEEN_STEP_MS;
  }

  private forget(): void {
    const living = new Set(this.tree.kept().map(({ id }) => id));
    for (const id of this.stored.keys()) if (!living.has(id)) this.stored.delete(id);
  }
}
