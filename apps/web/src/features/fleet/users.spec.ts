import { describe, expect, it } from '@jest/globals';
import { sumOf, usersOf } from './users';

describe('who uses something', () => {
  const ids = ['ec-b', 'ec-a', 'svc-z', 'svc-y', 'lb-1'];
  it('names services first and instances last', () => {
    const names = new Map(ids.map((id) => [id, id]));
    expect(usersOf(ids, names).map(({ id }) => id)).toEqual(['svc-y', 'svc-z', 'lb-1', 'ec-a', 'ec-b']);
  });
  it('tells instances of one name once, with how many they are', () => {
    const names = new Map(ids.map((id) => [id, id.startsWith('ec') ? 'worker' : id]));
    const users = usersOf(ids, names);
    expect(users.at(-1)).toEqual({ id: 'ec-b', name: 'worker', count: 2 });
    expect(sumOf(users)).toBe(ids.length);
  });
  it('keeps apart what it has no name of, and puts kinds that it does not know last', () => {
    expect(usersOf(['x-1', 'ec-b', 'ec-a'], undefined).map(({ id }) => id)).toEqual(['ec-a', 'ec-b', 'x-1']);
  });
});
