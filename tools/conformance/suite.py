"""Everything that is checked, in order."""

import json
import urllib.request

from always_present import ALWAYS_PRESENT
from client import Endpoint
from ec2 import check_ec2
from errors import check_errors, check_faults, check_throttling
from logs import check_log_events
from metrics import check_metrics
from operations import check_operations
from paging import check_paging
from report import Report

EXPECTED_OPERATIONS = 25


def run_suite(url: str, region: str | None, report: Report) -> None:
    with urllib.request.urlopen(f"{url}/_simulator/health", timeout=60) as answer:
        health = json.load(answer)
    endpoint = Endpoint(url, region or health["accounts"][0]["regions"][0], report)
    check_tables(endpoint)
    inventory = check_operations(endpoint)
    check_ec2(endpoint)
    check_paging(endpoint, inventory)
    check_metrics(endpoint)
    check_log_events(endpoint)
    check_errors(endpoint, inventory)
    check_faults(endpoint, inventory)
    check_throttling(endpoint)
    report.count("operations", len(endpoint.called))
    report.expect(
        len(endpoint.called) == EXPECTED_OPERATIONS,
        f"{len(endpoint.called)} operations called, {EXPECTED_OPERATIONS} are simulated",
    )


def check_tables(endpoint: Endpoint) -> None:
    """The table of members that are always present names shapes and members which the models have."""
    for service, shapes in ALWAYS_PRESENT.items():
        model = endpoint.clients[service].meta.service_model
        for shape, members in shapes.items():
            known = model.shape_for(shape).members
            for member in members:
                endpoint.report.expect(member in known, f"always_present: {service} {shape} has no {member}")
