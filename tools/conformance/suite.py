"""Everything that is checked, in order."""

import json
import urllib.request

import balancing
import monitoring
import databases
import queues
import rollouts
import scaling_history
from always_present import ALWAYS_PRESENT
from client import Endpoint
from ec2 import check_ec2
from errors import check_errors, check_faults, check_throttling
from logs import check_log_events
from metrics import check_metrics
from operations import check_operations
from paging import check_paging
from report import Report

# botocore's name of a service, where requests are signed for another.
SIGNED_AS = {"cloudwatch": "monitoring", "elbv2": "elasticloadbalancing"}

# One module for each domain: ALWAYS_PRESENT adds to the table of that name, check(endpoint, inventory) does the rest.
DOMAINS = (
    databases,
    rollouts,
    balancing,
    scaling_history,
    monitoring,
    queues,
)


def run_suite(url: str, region: str | None, report: Report) -> None:
    with urllib.request.urlopen(f"{url}/_simulator/health", timeout=60) as answer:
        health = json.load(answer)
    endpoint = Endpoint(url, region or health["accounts"][0]["regions"][0], report)
    for domain in DOMAINS:
        for service, shapes in domain.ALWAYS_PRESENT.items():
            ALWAYS_PRESENT.setdefault(service, {}).update(shapes)
    check_tables(endpoint)
    inventory = check_operations(endpoint)
    check_ec2(endpoint)
    check_paging(endpoint, inventory)
    check_metrics(endpoint)
    check_log_events(endpoint)
    for domain in DOMAINS:
        domain.check(endpoint, inventory)
    check_errors(endpoint, inventory)
    check_faults(endpoint, inventory)
    check_throttling(endpoint)
    report.count("operations", len(endpoint.called))
    called = {f"{SIGNED_AS.get(service, service)}.{name}" for service, name in endpoint.called}
    simulated = set(endpoint.control("GET", "/operations")["items"])
    report.expect(called == simulated, f"simulated and never called: {sorted(simulated - called)}")


def check_tables(endpoint: Endpoint) -> None:
    """The table of members that are always present names shapes and members which the models have."""
    for service, shapes in ALWAYS_PRESENT.items():
        model = endpoint.clients[service].meta.service_model
        for shape, members in shapes.items():
            known = model.shape_for(shape).members
            for member in members:
                endpoint.report.expect(member in known, f"always_present: {service} {shape} has no {member}")
