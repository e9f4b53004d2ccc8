/** A statement that the applications run, as its log line and Performance Insights tell of it. */
export interface AppStatement {
  /** With holes for values: `{n}`, `{id}`. */
  sql: string;
  /** Milliseconds above the threshold of the log that a slow execution takes at most. */
  milliseconds: number;
  /** Share of the load of the database. */
  weight: number;
  /** Whether a large sort may spill into temporary files. */
  sorts?: boolean;
}

export const STATEMENTS: readonly AppStatement[] = [
  {
    sql: 'SELECT id, status, total FROM orders WHERE user_id = {n} ORDER BY created_at DESC LIMIT 20',
    milliseconds: 900,
    weight: 0.31,
  },
  { sql: 'UPDATE stock SET reserved = reserved + 1 WHERE sku = {n}', milliseconds: 700, weight: 0.24 },
  {
    sql: 'SELECT count(*) FROM events WHERE payload @> \'{"kind": "click"}\'',
    milliseconds: 4000,
    weight: 0.22,
    sorts: true,
  },
  {
    sql: "INSERT INTO audit_log (actor, action, at) VALUES ({n}, 'login', now())",
    milliseconds: 300,
    weight: 0.11,
  },
  {
    sql: "SELECT day, sum(total) FROM orders WHERE shop_id IN ({n}, {n}) AND note <> 'vip-{id}' GROUP BY day ORDER BY 2 DESC",
    milliseconds: 2600,
    weight: 0.08,
    sorts: true,
  },
];
