import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluateFormula, isFormula, type FormulaVariables } from './parameter-formula.js';

const GIB = 1024 ** 3;
const large: FormulaVariables = {
  DBInstanceClassMemory: 8 * GIB,
  AllocatedStorage: 500 * GIB,
  DBInstanceVCPU: 2,
  EndPointPort: 5432,
  TrueIfReplica: 0,
};

describe('formulas of DB parameters', () => {
  it.each([
    ['LEAST({DBInstanceClassMemory/9531392},5000)', 901],
    ['LEAST( {DBInstanceClassMemory/9531392}, 500 )', 500],
    ['{DBInstanceClassMemory/12582880}', 682],
    ['GREATEST({log(DBInstanceClassMemory/1073741824)}, {DBInstanceVCPU*2}, 1)', 4],
    ['SUM({DBInstanceClassMemory/1073741824}, 2)', 10],
    ['{TrueIfReplica}', 0],
    ['5000', 5000],
  ])('reads %s', (text, value) => {
    expect(evaluateFormula(text, large)).toBe(value);
  });

  it.each([
    'LEAST(',
    'LEAST({DBInstanceClassMemory/9531392}',
    '{Unheard/2}',
    '{constructor}',
    'toString(1)',
    '{DBInstanceClassMemory/0}',
    '',
    'pg_stat_statements,auto_explain',
  ])('does not make a number of %s', (text) => {
    expect(evaluateFormula(text, large)).toBeNull();
  });

  it('is unknown where the memory of the class is', () => {
    const unknown = { ...large, DBInstanceClassMemory: null };
    expect(evaluateFormula('LEAST({DBInstanceClassMemory/9531392},5000)', unknown)).toBeNull();
  });

  it('never throws, and answers whole numbers', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const value = evaluateFormula(text, large);
        expect(value === null || Number.isInteger(value)).toBe(true);
      }),
    );
  });

  it('keeps PostgreSQL within the ceiling of its default, whatever the memory', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4096 }), (gib) => {
        const value = evaluateFormula('LEAST({DBInstanceClassMemory/9531392},5000)', {
          ...large,
          DBInstanceClassMemory: gib * GIB,
        });
        expect(value).toBe(Math.min(5000, Math.floor((gib * GIB) / 9_531_392)));
      }),
    );
  });

  it('tells a formula from a value', () => {
    expect(isFormula('LEAST({DBInstanceClassMemory/9531392},5000)')).toBe(true);
    expect(isFormula('400')).toBe(false);
    expect(isFormula('pg_stat_statements')).toBe(false);
  });
});
