#!/usr/bin/env python3
"""Checks an AWS endpoint against botocore's own models.

Usage: python3 tools/conformance/run.py --endpoint http://127.0.0.1:4580 [--region R] [--venv DIR]

Calls every operation of the simulator through botocore, checks each raw answer against the output shape, pages every
list to its end, provokes the errors that the models name, and prints counts and PASS or FAIL (exit code 0 or 1).
botocore comes from PyPI into a virtual environment that this script makes.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import venv

BOTOCORE = "botocore==1.44.5"


def enter_venv(directory: str) -> None:
    """Makes the environment when needed and starts this script again inside it."""
    python = os.path.join(directory, "bin", "python")
    if not os.path.exists(python):
        print(f"making a virtual environment with {BOTOCORE} in {directory}", flush=True)
        venv.create(directory, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", BOTOCORE], check=True)
    arguments = [*sys.argv[1:], "--venv", directory]
    os.execv(python, [python, os.path.abspath(__file__), *arguments])


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--endpoint", required=True, help="such as http://127.0.0.1:4580")
    parser.add_argument("--region", help="the first region of the simulator when absent")
    parser.add_argument("--venv", default=os.path.join(tempfile.gettempdir(), "danji-conformance-venv"))
    return parser.parse_args()


def main() -> int:
    arguments = read_arguments()
    if importlib.util.find_spec("botocore") is None:
        enter_venv(arguments.venv)
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from report import Report
    from suite import run_suite

    report = Report()
    run_suite(arguments.endpoint.rstrip("/"), arguments.region, report)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
