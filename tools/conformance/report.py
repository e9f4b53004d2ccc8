"""Counts what was checked and keeps what failed."""

from collections import Counter

SHOWN = 60


class Report:
    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] += number

    def fail(self, message: str) -> None:
        self.failures[message] += 1

    def expect(self, holds: bool, message: str) -> None:
        self.count("checks")
        if not holds:
            self.fail(message)

    def finish(self) -> int:
        for what in sorted(self.counts):
            print(f"{what}: {self.counts[what]}")
        for message, times in self.failures.most_common(SHOWN):
            print(f"  FAILED {times}x {message}")
        if len(self.failures) > SHOWN:
            print(f"  and {len(self.failures) - SHOWN} other kinds of failure")
        print("PASS" if not self.failures else f"FAIL ({sum(self.failures.values())} failures)")
        return 0 if not self.failures else 1
