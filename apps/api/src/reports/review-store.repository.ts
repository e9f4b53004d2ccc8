import { Injectable } from '@nestjs/common';
import type { ReviewFacts } from '@danji/analysis';
import { Database } from '../database/index.js';

/** The form of `facts`; a row of another one is not read, and its week is computed anew. */
const FORMAT = 1;

/** Reviews of weeks that have ended, as they were then. */
@Injectable()
export class ReviewStoreRepository {
  constructor(private readonly database: Database) {}

  async find(week: string): Promise<ReviewFacts | null> {
    const { rows } = await this.database.pool.query<{ facts: ReviewFacts }>(
      'SELECT facts FROM capacity_review WHERE week = $1 AND format = $2',
      [week, FORMAT],
    );
    return rows[0]?.facts ?? null;
  }

  /** Keeps a review for good; one that is kept already stays as it is. Answers whether this one was kept. */
  async freeze(facts: ReviewFacts): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `INSERT INTO capacity_review (week, zone, from_at, to_at, computed_at, format, facts)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (week) DO NOTHING`,
      [facts.week, facts.zone, facts.from, facts.to, facts.computedAt, FORMAT, JSON.stringify(facts)],
    );
    return rowCount === 1;
  }

  /** Weeks that are kept, the newest first. */
  async weeks(): Promise<{ week: string; from: Date; to: Date }[]> {
    const { rows } = await this.database.pool.query<{ week: string; from: Date; to: Date }>(
      'SELECT week, from_at AS "from", to_at AS "to" FROM capacity_review WHERE format = $1 ORDER BY week DESC',
      [FORMAT],
    );
    return rows;
  }
}
