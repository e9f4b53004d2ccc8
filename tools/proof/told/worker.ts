/** A worker of its own process: evaluates and sends at each moment that it is given, and says how far it is. */
import { LOCAL_CONTEXT } from '../../../apps/api/dist/http/index.js';
import { connect } from '../../../prisma/dist/index.js';
import { judgeOf } from '../alerts/judge.ts';

const [databaseUrl = ''] = process.argv.slice(2);
let now = 0;
const connection = await connect({ databaseUrl, applicationName: 'danji-proof-worker' });
const judge = judgeOf({ connection, now: () => now });
const abort = new AbortController();

process.on('message', (moment: number) => void work(moment));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

async function work(moment: number): Promise<void> {
  now = moment;
  await judge.alerts.run(LOCAL_CONTEXT);
  process.send?.('stored');
  await judge.sender.run(abort.signal);
  process.send?.('sent');
}
