import { Injectable } from '@nestjs/common';
import { Database, instant } from '../database/index.js';

export interface RuleFigures {
  open: number;
  fired14d: number;
  evaluatedAt: Date | null;
}

@Injectable()
export class RuleFigureRepository {
  constructor(private readonly database: Database) {}

  /** How each rule does, by its id. `now`: epoch ms. */
  async byRule(now: number): Promise<Map<string, RuleFigures>> {
    const since = instant(now - 14 * 86_400_000);
    const { rows } = await this.database.pool.query<{
      rule_id: string;
      open: number;
      fired: number;
      evaluated_at: Date | null;
    }>(
      `SELECT p.rule_id, p.evaluated_at,
              (SELECT count(*)::int FROM alert a WHERE a.rule_id = p.rule_id AND a.resolved_at IS NULL AND a.fired_at IS NOT NULL) AS open,
              (SELECT count(*)::int FROM alert a WHERE a.rule_id = p.rule_id AND a.began_at >= $1 AND a.fired_at IS NOT NULL) AS fired
         FROM alert_progress p`,
      [since],
    );
    return new Map(
      rows.map((row) => [
        row.rule_id,
        { open: row.open, fired14d: row.fired, evaluatedAt: row.evaluated_at },
      ]),
    );
  }
}
