import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import type { FaultEffect, Simulator } from '../../src/index.js';
import { failure, NOW, REGION, startSmall } from './harness.js';

const MINUTE = 60_000;
let simulator: Simulator;
let sqs: SQSClient;
let queue: string;

beforeAll(async () => {
  const scenarios = [
    { name: 'roll', incidents: [{ kind: 'deployment', at: '+1m', on: { service: 'checkout-api' } }] },
  ];
  simulator = await startSmall({ scenarios, faults: [] });
  const credentials = { accessKeyId: 'AKIADEFAULT', secretAccessKey: 'unchecked' };
  sqs = new SQSClient({ endpoint: simulator.url, region: REGION, maxAttempts: 1, credentials });
  queue = `${simulator.url}/${simulator.world.accounts()[0]}/danji-events`;
});

afterAll(async () => {
  sqs.destroy();
  await simulator.close();
});

interface Body {
  id: string;
  'detail-type': string;
  time: string;
  resources: string[];
  detail: Record<string, unknown>;
}

async function receive(most = 10, seconds = 0): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queue,
    MaxNumberOfMessages: most,
    WaitTimeSeconds: seconds,
    MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
  });
  return (await sqs.send(command)).Messages ?? [];
}

async function remove(messages: Message[]): Promise<void> {
  if (messages.length === 0) return;
  const Entries = messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle }));
  const { Failed } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue, Entries }));
  expect(Failed ?? []).toEqual([]);
}

async function drainBodies(): Promise<string[]> {
  const all: string[] = [];
  for (;;) {
    const messages = await receive();
    if (messages.length === 0) return all;
    all.push(...messages.map(({ Body = '' }) => Body));
    await remove(messages);
  }
}

const drain = async (): Promise<Body[]> => (await drainBodies()).map((body) => JSON.parse(body) as Body);

function withFault<T>(effect: FaultEffect, run: () => Promise<T>): Promise<T> {
  simulator.faults.add([{ id: 'queue', match: { service: 'sqs' }, effect }]);
  return run().finally(() => simulator.faults.clear());
}

describe('the event queue', () => {
  it('carries every turn of a task, with the timestamps that AWS has', async () => {
    await drain();
    simulator.clock.advance(15 * MINUTE);
    const events = await drain();
    const { tasks = [] } = simulator.world.truth({ from: NOW, to: NOW + 16 * MINUTE, parts: ['tasks'] });
    const born = tasks.filter((task) => Date.parse(String(task['createdAt'])) > NOW && task['startedAt']);
    expect(born.length).toBeGreaterThan(0);
    for (const truth of born) {
      const own = events
        .filter(({ resources }) => resources[0] === truth['taskArn'])
        .sort((a, b) => Number(a.detail['version']) - Number(b.detail['version']));
      const statuses = own.map(({ detail }) => detail['lastStatus']);
      expect(statuses.slice(0, 2)).toEqual(['PROVISIONING', 'PENDING']);
      const last = own.at(-1)?.detail;
      expect([last?.['createdAt'], last?.['pullStoppedAt'], last?.['startedAt']]).toEqual([
        truth['createdAt'],
        truth['pullStoppedAt'],
        truth['startedAt'],
      ]);
      expect(new Set(own.map(({ detail }) => detail['version'])).size).toBe(own.length);
    }
    const types = new Set(events.map((event) => event['detail-type']));
    expect(types).toContain('ECS Deployment State Change');
    expect(types).toContain('ECS Service Action');
  });

  it('hides what is received until its time is over, and deletes by the newest handle', async () => {
    await drain();
    simulator.clock.advance(30 * MINUTE);
    const [first] = await receive(1);
    expect(await drainBodies()).not.toContain(first?.Body);
    expect(await receive(1)).toEqual([]);
    simulator.clock.advance(61_000);
    const again = (await receive(10)).find(({ MessageId }) => MessageId === first?.MessageId);
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    const change = { QueueUrl: queue, ReceiptHandle: again?.ReceiptHandle, VisibilityTimeout: 0 };
    await sqs.send(new ChangeMessageVisibilityCommand(change));
    expect((await receive(10)).map(({ MessageId }) => MessageId)).toContain(first?.MessageId);
  });

  it('gives copies and another order where a fault rule says so, and what is no event', async () => {
    await drain();
    simulator.clock.advance(60 * MINUTE);
    const copied = await withFault({ kind: 'duplicateMessages', fraction: 0.5 }, drain);
    const ids = copied.map(({ id }) => id);
    expect(new Set(ids).size).toBeLessThan(ids.length);
    simulator.clock.advance(60 * MINUTE);
    const times = (await withFault({ kind: 'shuffleMessages' }, drain)).map(({ time }) => time);
    expect(times).not.toEqual([...times].sort());
    simulator.clock.advance(60 * MINUTE);
    const bodies = await withFault({ kind: 'malformedMessages', fraction: 0.5 }, drainBodies);
    const isEvent = (body: string): boolean => body.includes('"detail-type"') && body.endsWith('}');
    expect(bodies.some((body) => !isEvent(body))).toBe(true);
  });

  it('waits for the first message of a long poll', async () => {
    await drain();
    const asked = performance.now();
    const waiting = receive(10, 5);
    setTimeout(() => simulator.clock.advance(60 * MINUTE), 300);
    expect((await waiting).length).toBeGreaterThan(0);
    expect(performance.now() - asked).toBeGreaterThan(250);
    expect(performance.now() - asked).toBeLessThan(4500);
  });

  it('answers its attributes, its address and the errors of the model', async () => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['All'] }),
    );
    expect(Attributes?.QueueArn).toMatch(/^arn:aws:sqs:ap-northeast-2:\d{12}:danji-events$/);
    const url = await sqs.send(new GetQueueUrlCommand({ QueueName: 'danji-events' }));
    expect(url.QueueUrl).toMatch(/\/\d{12}\/danji-events$/);
    const missing = await failure(sqs.send(new GetQueueUrlCommand({ QueueName: 'other' })));
    expect(missing.name).toBe('QueueDoesNotExist');
    const wrong = { QueueUrl: queue, Entries: [{ Id: 'a', ReceiptHandle: 'none' }] };
    const { Failed } = await sqs.send(new DeleteMessageBatchCommand(wrong));
    expect(Failed?.map(({ Code }) => Code)).toEqual(['ReceiptHandleIsInvalid']);
  });
});
