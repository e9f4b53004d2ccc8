/**
 * A fixed piece of work (float arithmetic and array writes, no I/O) whose time every bench prints first, so that an
 * absolute limit can be read beside the speed of the machine that measured it. Answers milliseconds, the median of 5.
 */
export function calibrate(): number {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    const cells = new Float64Array(1 << 16);
    for (let i = 0; i < 20_000_000; i += 1) {
      const slot = i & 0xffff;
      cells[slot] = (cells[slot] ?? 0) * 0.999 + Math.sqrt(i);
    }
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const median = times[2] ?? Number.NaN;
  console.log(`  calibration loop: ${median.toFixed(0)} ms (20 M float steps, median of 5)`);
  return median;
}
