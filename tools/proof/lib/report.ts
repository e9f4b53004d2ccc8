/** Collects the checks of one proof, prints each with its figure, and ends the process with PASS or FAIL. */
export class Report {
  private failed = 0;
  private passed = 0;
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
    console.log(`# proof ${name}`);
  }

  /** A figure that is read, not judged. */
  figure(label: string, value: string | number): void {
    console.log(`  ${label}: ${value}`);
  }

  /** A claim with what was seen; a false one fails the proof. */
  check(claim: string, holds: boolean, seen: string): void {
    if (holds) this.passed += 1;
    else this.failed += 1;
    console.log(`${holds ? 'ok  ' : 'FAIL'} ${claim} (${seen})`);
  }

  /** Prints the verdict; answers the exit code. */
  end(): number {
    const verdict = this.failed === 0 && this.passed > 0 ? 'PASS' : 'FAIL';
    console.log(`${verdict} ${this.name}: ${this.passed} held, ${this.failed} did not`);
    return verdict === 'PASS' ? 0 : 1;
  }
}
