import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { groupAlerts, type GroupedAlert } from './group-alerts.js';

const MINUTE = 60_000;

function alert(id: string, minute: number, more: Partial<GroupedAlert> = {}): GroupedAlert {
  const firedAt = minute * MINUTE;
  const resolvedAt = firedAt + MINUTE;
  return {
    id,
    firedAt,
    resolvedAt,
    subject: `service-${id}`,
    related: [],
    areas: ['prod-kr'],
    follows: false,
    ...more,
  };
}

const members = (alerts: GroupedAlert[]): string[][] => groupAlerts(alerts).map((group) => group.alerts);

describe('alerts become incidents', () => {
  it('as one where they are about one service within one stretch of time', () => {
    const subject = 'checkout-api';
    const found = groupAlerts([alert('b', 8, { subject }), alert('a', 0, { subject })]);
    expect(found).toEqual([{ first: 'a', alerts: ['a', 'b'], storm: null }]);
  });

  it('as two where more than ten minutes lie between the end of one and the next', () => {
    const subject = 'checkout-api';
    expect(members([alert('a', 0, { subject }), alert('b', 12, { subject })])).toEqual([['a'], ['b']]);
  });

  it('as one however late the next comes while the first is open', () => {
    const subject = 'orders-db';
    const first = alert('a', 0, { subject, resolvedAt: null });
    expect(members([first, alert('b', 300, { subject })])).toEqual([['a', 'b']]);
  });

  it('as one where they share a deployment or a host', () => {
    const related = ['host-1'];
    expect(members([alert('a', 0, { related }), alert('b', 3, { related }), alert('c', 3)])).toEqual([
      ['a', 'b'],
      ['c'],
    ]);
  });

  it('as many while fewer than five services of a cluster fail', () => {
    expect(members(['a', 'b', 'c', 'd'].map((id) => alert(id, 1)))).toHaveLength(4);
  });

  it('as one storm of the cluster where two hundred services fail together', () => {
    const all = Array.from({ length: 200 }, (_, i) => alert(`s${i}`, i / 50));
    const found = groupAlerts(all);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ first: 's0', storm: 'prod-kr' });
    expect(found[0]?.alerts).toHaveLength(200);
  });

  it('not as a storm where services fail one after the other through the day', () => {
    expect(members(Array.from({ length: 50 }, (_, i) => alert(`s${i}`, i * 9)))).toHaveLength(50);
  });

  it('as a storm with the alarms of AWS that repeat it', () => {
    const all = ['a', 'b', 'c', 'd', 'e'].map((id) => alert(id, 1));
    expect(members([...all, alert('alarm', 4, { follows: true })])).toHaveLength(1);
  });

  it('not as a storm where alarms of AWS make the fifth', () => {
    const all = ['a', 'b', 'c', 'd'].map((id) => alert(id, 1));
    expect(members([...all, alert('alarm', 1, { follows: true })])).toHaveLength(5);
  });

  it('not as a storm where one service fires many rules', () => {
    const subject = 'checkout-api';
    const found = groupAlerts(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => alert(id, 1, { subject })));
    expect(found).toMatchObject([{ storm: null }]);
  });
});

const some = fc.array(
  fc.record({
    minute: fc.integer({ min: 0, max: 90 }),
    length: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
    subject: fc.integer({ min: 0, max: 12 }),
    related: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
    area: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 40 },
);
const made = some.map((drawn) =>
  drawn.map(({ minute, length, subject, related, area }, i) =>
    alert(`a${i}`, minute, {
      resolvedAt: length === null ? null : (minute + length) * MINUTE,
      subject: `s${subject}`,
      related: related === null ? [] : [`h${related}`],
      areas: [`c${area}`],
    }),
  ),
);

describe('the grouping', () => {
  it('loses no alert, holds none twice, and does not depend on the order', () => {
    fc.assert(
      fc.property(made, fc.infiniteStream(fc.nat()), (alerts, random) => {
        const keys = new Map(alerts.map(({ id }) => [id, random.next().value as number]));
        const shuffled = alerts.toSorted((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0));
        const groups = groupAlerts(alerts);
        expect(groupAlerts(shuffled)).toEqual(groups);
        const ids = groups.flatMap((group) => group.alerts);
        expect(ids.toSorted()).toEqual(alerts.map(({ id }) => id).toSorted());
      }),
    );
  });

  it('only ever joins groups when one more alert comes', () => {
    fc.assert(
      fc.property(made, (alerts) => {
        const last = alerts.at(-1);
        if (!last) return;
        const after = groupAlerts(alerts);
        for (const before of groupAlerts(alerts.slice(0, -1))) {
          const holders = after.filter((group) => before.alerts.some((id) => group.alerts.includes(id)));
          expect(holders).toHaveLength(1);
        }
      }),
    );
  });
});
