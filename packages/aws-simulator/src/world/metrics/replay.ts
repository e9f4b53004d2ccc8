import { recordedValue, type Recording } from '../../scenarios/replay.js';
import { fits } from '../glob.js';
import type { Millis } from '../types.js';
import { Series, single } from './series.js';

/** Hands recordings to the series they drive; each drives one, the first that fits. */
export class Replay {
  private readonly waiting: Recording[];

  constructor(
    recordings: Recording[],
    /** The last row lies here; the recording repeats before and after. */
    private readonly endsAt: Millis,
  ) {
    this.waiting = recordings.filter((recording) => recording.metric !== undefined);
    this.own = recordings.filter((recording) => recording.metric === undefined);
  }

  private readonly own: Recording[];

  /** Called for every new series, with the names of its resource. */
  offer(series: Series, names: (string | undefined)[]): void {
    const index = this.waiting.findIndex(
      (recording) =>
        recording.metric === series.metricName &&
        (recording.namespace === undefined || recording.namespace === series.namespace) &&
        fits(recording.resource, ...names),
    );
    const [recording] = index < 0 ? [] : this.waiting.splice(index, 1);
    if (recording) series.recorded = (at) => this.read(recording, at, series.period);
  }

  /** Recordings that drive no series of the fleet, as series of their own in namespace `Replay`. */
  ownSeries(from: Millis): Series[] {
    return this.own.map((recording) => {
      const name = recording.file.replace(/\.csv$/, '');
      const read = (at: Millis) => this.read(recording, at, 60);
      return new Series(
        'Replay',
        name,
        [{ Name: 'File', Value: recording.file }],
        'None',
        60,
        [5, 20],
        from,
        () => Infinity,
        read,
      );
    });
  }

  private read(recording: Recording, at: Millis, period: number) {
    const value = recordedValue(recording, at, period * 1000, this.endsAt);
    return value === undefined ? undefined : single(value);
  }
}
