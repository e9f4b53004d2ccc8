import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { flowModel, flowRows } from './flow-model';

const node = (id: string, count = 1, abnormal = false) => ({
  id,
  phase: id.split(':')[0] ?? '',
  label: { en: id, ko: id },
  count,
  abnormal,
});
const answer = {
  tasks: 10,
  nodes: [
    node('trigger:deploy', 6),
    node('trigger:scale_out', 4),
    node('run:1h', 10),
    node('end:deploy', 5),
    node('end:oom', 3, true),
    node('end:running', 2),
    node('end:spot', 0, true),
  ],
  links: [
    { source: 'trigger:deploy', target: 'run:1h', value: 6 },
    { source: 'trigger:scale_out', target: 'run:1h', value: 4 },
    { source: 'run:1h', target: 'end:deploy', value: 5 },
    { source: 'run:1h', target: 'end:oom', value: 3 },
    { source: 'run:1h', target: 'end:running', value: 2 },
  ],
};

describe('flowModel', () => {
  it('puts triggers left, ends right, abnormal ends below the others, and leaves out what no task took', () => {
    const model = flowModel(answer);
    expect(model.nodes.map((n) => [n.id, n.column])).toEqual([
      ['trigger:deploy', 0],
      ['trigger:scale_out', 0],
      ['run:1h', 1],
      ['end:deploy', 2],
      ['end:running', 2],
      ['end:oom', 2],
    ]);
    expect(model.columns).toBe(3);
    expect(model.links.filter((link) => link.abnormal).map((link) => model.nodes[link.target]?.id)).toEqual([
      'end:oom',
    ]);
    expect(model.nodes.find((n) => n.id === 'end:oom')).toMatchObject({
      share: 0.3,
      filter: { cause: ['oom'] },
    });
  });

  it('leaves out the lightest link of a circle, links to itself and to nowhere, and says so', () => {
    const model = flowModel({
      tasks: 3,
      nodes: [node('a:1'), node('b:1'), node('c:1')],
      links: [
        { source: 'a:1', target: 'b:1', value: 5 },
        { source: 'b:1', target: 'c:1', value: 4 },
        { source: 'c:1', target: 'a:1', value: 1 },
        { source: 'b:1', target: 'b:1', value: 2 },
        { source: 'c:1', target: 'gone', value: 2 },
      ],
    });
    expect(model.links).toHaveLength(2);
    expect(model.dropped.map((link) => link.target).sort()).toEqual(['a:1', 'b:1', 'gone']);
  });

  it('never hands a cycle to the chart, whatever the links', () => {
    const links = fc.array(
      fc.record({
        source: fc.constantFrom('a:1', 'b:1', 'c:1', 'd:1', 'e:1'),
        target: fc.constantFrom('a:1', 'b:1', 'c:1', 'd:1', 'e:1'),
        value: fc.integer({ min: 0, max: 9 }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(links, (made) => {
        const model = flowModel({
          tasks: 9,
          nodes: ['a:1', 'b:1', 'c:1', 'd:1', 'e:1'].map((id) => node(id)),
          links: made,
        });
        for (const link of model.links) {
          const [source, target] = [model.nodes[link.source]!, model.nodes[link.target]!];
          expect(source.column).toBeLessThan(target.column);
        }
      }),
    );
  });
});

describe('flowRows', () => {
  it('says each way with its share of the tasks that left', () => {
    const rows = flowRows(flowModel(answer)).filter((row) => row.key.startsWith('run:1h'));
    expect(rows.map((row) => [row.to.en, row.count, row.share])).toEqual([
      ['end:deploy', 5, 0.5],
      ['end:oom', 3, 0.3],
      ['end:running', 2, 0.2],
    ]);
  });
});
