"""Auto Scaling groups' activities and policies, and the scheduled actions of services."""

import re

from client import Endpoint
from errors import provoke
from operations import Inventory, list_all
from paging import Pages

ALWAYS_PRESENT: dict[str, dict[str, tuple[str, ...]]] = {
    "autoscaling": {
        "ActivitiesType": ("Activities",),
        "Activity": (
            "ActivityId",
            "AutoScalingGroupName",
            "Cause",
            "StartTime",
            "StatusCode",
            "Progress",
            "Details",
            "AutoScalingGroupARN",
        ),
        "PoliciesType": ("ScalingPolicies",),
        "ScalingPolicy": ("AutoScalingGroupName", "PolicyName", "PolicyARN", "PolicyType", "StepAdjustments", "Alarms", "Enabled"),
    },
    "application-autoscaling": {
        "DescribeScheduledActionsResponse": ("ScheduledActions",),
        "ScheduledAction": ("ScalableDimension", "ScalableTargetAction"),
    },
}

# Two spaces stand between the sentences of a cause.
SENTENCES = re.compile(r"^At \S+Z .+\.(  At \S+Z .+\.)*$")


def check(endpoint: Endpoint, inventory: Inventory) -> None:
    check_activities(endpoint)
    check_policies(endpoint)
    check_scheduled(endpoint)
    pages = Pages(endpoint)
    pages.check("autoscaling", "DescribeScalingActivities", "Activities", "NextToken", "MaxRecords", (7, 100))
    pages.check("autoscaling", "DescribePolicies", "ScalingPolicies", "NextToken", "MaxRecords", (1, 100))
    pages.check(
        "application-autoscaling",
        "DescribeScheduledActions",
        "ScheduledActions",
        "NextToken",
        "MaxResults",
        (1, 50),
        ServiceNamespace="ecs",
    )
    provoke(endpoint, cases())


def check_activities(endpoint: Endpoint) -> None:
    every = list_all(endpoint, "autoscaling", "DescribeScalingActivities", "Activities", "NextToken")
    endpoint.report.count("group activities", len(every))
    starts = [one["StartTime"] for one in every]
    endpoint.report.expect(starts == sorted(starts, reverse=True), "group activities: not newest first")
    for one in every:
        endpoint.report.expect(bool(SENTENCES.match(one["Cause"])), f"group activities: cause {one['Cause']!r}")
        ended = ("EndTime" in one) == (one["StatusCode"] == "Successful") and (one["Progress"] == 100) == ("EndTime" in one)
        endpoint.report.expect(ended, f"group activities: {one['StatusCode']} at {one['Progress']} %")
    for name in {one["AutoScalingGroupName"] for one in every}:
        own = list_all(
            endpoint, "autoscaling", "DescribeScalingActivities", "Activities", "NextToken", AutoScalingGroupName=name
        )
        same = len(own) == sum(one["AutoScalingGroupName"] == name for one in every)
        endpoint.report.expect(same, f"group activities: those of {name} differ from the whole")


def check_policies(endpoint: Endpoint) -> None:
    groups = {one["AutoScalingGroupName"] for one in endpoint.call("autoscaling", "DescribeAutoScalingGroups")["AutoScalingGroups"]}
    policies = endpoint.call("autoscaling", "DescribePolicies")["ScalingPolicies"]
    endpoint.report.count("group policies", len(policies))
    for one in policies:
        endpoint.report.expect(one["AutoScalingGroupName"] in groups, "DescribePolicies: a group that is not listed")
        endpoint.report.expect(len(one["Alarms"]) == 2, "DescribePolicies: target tracking has two alarms")


def check_scheduled(endpoint: Endpoint) -> None:
    actions = endpoint.call("application-autoscaling", "DescribeScheduledActions", ServiceNamespace="ecs")["ScheduledActions"]
    targets = list_all(
        endpoint, "application-autoscaling", "DescribeScalableTargets", "ScalableTargets", "NextToken", ServiceNamespace="ecs"
    )
    known = {one["ResourceId"] for one in targets}
    endpoint.report.count("scheduled actions", len(actions))
    for one in actions:
        endpoint.report.expect(one["ResourceId"] in known, "DescribeScheduledActions: of no scalable target")


def cases() -> list[tuple[str, str, str, dict]]:
    return [
        ("autoscaling", "DescribeScalingActivities", "ValidationError", {"MaxRecords": 101}),
        ("autoscaling", "DescribeScalingActivities", "ValidationError", {"AutoScalingGroupName": "nothing"}),
        ("autoscaling", "DescribeScalingActivities", "InvalidNextToken", {"NextToken": "garbage"}),
        (
            "autoscaling",
            "DescribeScalingActivities",
            "ValidationError",
            {"Filters": [{"Name": "colour", "Values": ["red"]}]},
        ),
        ("autoscaling", "DescribePolicies", "ValidationError", {"AutoScalingGroupName": "nothing"}),
        ("autoscaling", "DescribePolicies", "InvalidNextToken", {"NextToken": "garbage"}),
        ("application-autoscaling", "DescribeScheduledActions", "ValidationException", {}),
        ("application-autoscaling", "DescribeScheduledActions", "ValidationException", {"ServiceNamespace": "ecs", "MaxResults": 51}),
        (
            "application-autoscaling",
            "DescribeScheduledActions",
            "InvalidNextTokenException",
            {"ServiceNamespace": "ecs", "NextToken": "garbage"},
        ),
    ]
