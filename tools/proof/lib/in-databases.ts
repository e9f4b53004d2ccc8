import { createTestDatabase } from '../../../prisma/dist/index.js';
import { openTestServer } from '../../test/database.mjs';
import type { Report } from './report.ts';

/**
 * Proves one part after another, each in a migrated database of its own, then ends the process with the verdict.
 * @param name of the proof, for what is said when it could not run
 */
export async function proveInDatabases(
  name: string,
  report: Report,
  parts: readonly ((databaseUrl: string) => Promise<void>)[],
): Promise<never> {
  let code = 1;
  const server = await openTestServer();
  process.env['DATABASE_URL'] = server.url;
  try {
    for (const part of parts) {
      const database = await createTestDatabase();
      try {
        await part(database.url);
      } finally {
        await database.drop();
      }
    }
    code = report.end();
  } catch (cause) {
    console.error(cause);
    console.log(`FAIL ${name}: the proof could not run`);
  } finally {
    await server.stop();
  }
  process.exit(code);
}
