import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskedTokens, WILDCARD } from './mask-tokens.js';
import { TEMPLATE_OPTIONS, TemplateTree, type KeptTemplate } from './template-tree.js';

const text = ({ tokens }: KeptTemplate): string => tokens.join(' ');
const options = { ...TEMPLATE_OPTIONS, mostTemplates: 12, mostBranches: 4 };

/** Few words, so that lines resemble each other. */
const words = fc.array(fc.constantFrom('order', 'user', 'failed', 'ok', 'to', 'n1', '77', WILDCARD, 'late'), {
  maxLength: 7,
});
const lines = fc.array(fc.tuple(words, fc.constantFrom('info', 'error')), { maxLength: 80 });

describe('the tree of templates', () => {
  it('leaves open what differs between lines of one event', () => {
    const tree = new TemplateTree();
    tree.add(maskedTokens('order 12 accepted for user kim'));
    const template = tree.add(maskedTokens('order 77 accepted for user lee'));
    expect(text(template)).toBe('order <*> accepted for user <*>');
    expect(tree.size).toBe(1);
  });

  it('keeps lines of another length, beginning or kind apart', () => {
    const tree = new TemplateTree();
    const ids = [
      tree.add(['connection', 'to', 'db', 'lost'], 'error'),
      tree.add(['connection', 'to', 'db', 'lost'], 'warn'),
      tree.add(['connection', 'to', 'db', 'lost', 'again'], 'error'),
      tree.add(['message', 'to', 'db', 'lost'], 'error'),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });

  it('finds a line shorter than its depth again', () => {
    const tree = new TemplateTree();
    expect(tree.add(['ready']).id).toBe(tree.add(['ready']).id);
    expect(tree.add([]).id).toBe(tree.add([]).id);
    expect(tree.size).toBe(2);
  });

  it('keeps the id of a template that grows more general', () => {
    const tree = new TemplateTree();
    const first = tree.add(['job', 'nightly', 'ended', 'well', 'today']).id;
    expect(tree.add(['job', 'nightly', 'ended', 'badly', 'today']).id).toBe(first);
  });

  it('gives every line a template that fits it', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const tree = new TemplateTree(options);
        for (const [tokens, kind] of given) {
          const template = tree.add(tokens, kind);
          expect(template.kind).toBe(kind);
          expect(template.tokens).toHaveLength(tokens.length);
          template.tokens.forEach((token, i) => expect([WILDCARD, tokens[i]]).toContain(token));
        }
      }),
    );
  });

  it('never holds more than it may, whatever comes', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const tree = new TemplateTree(options);
        for (const [tokens, kind] of given) {
          tree.add(tokens, kind);
          expect(tree.size).toBeLessThanOrEqual(options.mostTemplates);
        }
      }),
    );
  });

  it('goes on after a restart as if there had been none', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const tree = new TemplateTree(options);
        for (const [tokens, kind] of before) tree.add(tokens, kind);
        const restarted = new TemplateTree(options, JSON.parse(JSON.stringify(tree.kept())));
        const run = (one: TemplateTree) => after.map(([tokens, kind]) => ({ ...one.add(tokens, kind) }).id);
        expect(run(restarted)).toEqual(run(tree));
        const plain = (one: TemplateTree) => one.kept().map((kept) => [kept.id, text(kept), kept.path]);
        expect(plain(restarted)).toEqual(plain(tree));
      }),
    );
  });
});
