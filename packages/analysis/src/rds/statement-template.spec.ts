import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { statementTemplate } from './statement-template.js';

describe('templates of statements', () => {
  it.each([
    ['SELECT * FROM orders WHERE id = 42', 'SELECT * FROM orders WHERE id = ?'],
    [
      "SELECT  *\n FROM users -- who?\n WHERE mail = 'a''b' /* x /* y */ */",
      'SELECT * FROM users WHERE mail = ?',
    ],
    ['SELECT a FROM t WHERE b IN (1, 2, 3)', 'SELECT a FROM t WHERE b IN (?)'],
    ["INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y')", 'INSERT INTO t(a, b) VALUES (?), (?)'],
    ['SELECT $$secret$$, $tag$ also $x$ $tag$, $1', 'SELECT ?'],
    ["SELECT E'it\\'s', x'1F', U&'d\\0061t', 1.5e-3, .5, 0xFF", 'SELECT ?'],
    ['SELECT "Order Id" FROM t2 WHERE c3 = -7', 'SELECT "Order Id" FROM t2 WHERE c3 = ?'],
    ['UPDATE t SET n = n + 1 WHERE id = 9', 'UPDATE t SET n = n + ? WHERE id = ?'],
    [
      'SELECT count(*) FROM events WHERE payload @> \'{"kind": "click"}\'',
      'SELECT count(*) FROM events WHERE payload @> ?',
    ],
    ["SELECT a.b::text, x->>'k' FROM s.t WHERE n=-1", 'SELECT a.b::text, x ->> ? FROM s.t WHERE n = ?'],
    ["SELECT 'never closed", 'SELECT ?'],
  ])('%s', (sql, template) => {
    expect(statementTemplate(sql).replaceAll('\u00a0', ' ')).toBe(template);
  });

  const literal = fc.oneof(
    fc.integer().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.string().map((text) => `'${text.replaceAll("'", "''")}'`),
  );

  it('is the same whatever the values', () => {
    fc.assert(
      fc.property(literal, literal, fc.array(literal, { minLength: 1, maxLength: 5 }), (a, b, list) => {
        const sql = (x: string, y: string, z: string) =>
          `SELECT a FROM t WHERE b = ${x} AND c IN (${z}) LIMIT ${y}`;
        expect(statementTemplate(sql(a, b, list.join(', ')))).toBe(statementTemplate(sql('1', '2', '3')));
      }),
    );
  });

  it('keeps no text that stood between quotes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{6,20}$/), (secret) => {
        for (const quoted of [
          `'${secret}'`,
          `E'${secret}'`,
          `$$${secret}$$`,
          `$q$${secret}$q$`,
          `'${secret}`,
        ]) {
          expect(statementTemplate(`select x from t where y = ${quoted}`)).not.toContain(secret);
        }
      }),
    );
  });

  it('of a template is the template, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9 ,.()'"$?*=<>/+-]{0,60}$/)), (text) => {
        const template = statementTemplate(text);
        expect(statementTemplate(template)).toBe(template);
      }),
    );
  });
});
