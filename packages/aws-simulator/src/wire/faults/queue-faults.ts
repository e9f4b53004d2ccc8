/** What goes wrong inside ReceiveMessage; shares are chances per message, or per receive for what is malformed. */
export interface QueueFaults {
  shuffled: boolean;
  duplicated: number;
  malformed: number;
  /** In [0, 1). */
  random(): number;
}

export const NO_QUEUE_FAULTS: QueueFaults = { shuffled: false, duplicated: 0, malformed: 0, random: () => 1 };
