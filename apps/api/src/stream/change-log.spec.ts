import { describe, expect, it } from '@jest/globals';
import { ChangeLog } from './change-log.js';

const log = (): ChangeLog => new ChangeLog('run', 1000);
const T = Date.UTC(2026, 10, 23);

describe('replaying changes', () => {
  it('gives what came after the last one heard', () => {
    const changes = log();
    const begin = changes.position;
    const first = changes.add('tasks', ['a'], T);
    const second = changes.add('events', ['b'], T + 1);
    expect(changes.after(begin)).toEqual([first, second]);
    expect(changes.after(first.id)).toEqual([second]);
    expect(changes.after(second.id)).toEqual([]);
  });

  it('cannot when the time is over, and says so', () => {
    const changes = log();
    const old = changes.add('tasks', ['a'], T);
    const kept = changes.add('tasks', ['b'], T + 900);
    const last = changes.add('tasks', ['c'], T + 1500);
    expect(changes.after(old.id)).toEqual([kept, last]);
    changes.add('tasks', ['d'], T + 2200);
    expect(changes.after(old.id)).toBeNull();
    expect(changes.after(kept.id)?.map(({ ids }) => ids)).toEqual([['c'], ['d']]);
  });

  it('cannot after a gap in listening, for another process, or for an invented id', () => {
    const changes = log();
    const first = changes.add('tasks', ['a'], T);
    changes.forget();
    expect(changes.after(first.id)).toEqual([]);
    const second = changes.add('tasks', ['b'], T);
    changes.forget();
    expect(changes.after(first.id)).toBeNull();
    expect(changes.after(second.id)).toEqual([]);
    for (const id of ['other-1', 'run-99', 'run--1', '', 'run-1 ']) expect(changes.after(id)).toBeNull();
  });
});
