"""Provokes errors: each has the code that the model (or AWS's list of common errors) names, in the service's shape."""

import datetime
import urllib.error
import urllib.request
from typing import Any

from client import Endpoint
from operations import Inventory

# Common errors, which every operation may answer and models do not repeat.
COMMON = {
    "ecs": {"ThrottlingException"},
    "logs": {"ThrottlingException", "AccessDeniedException"},
    "application-autoscaling": {"ThrottlingException", "AccessDeniedException"},
    "cloudwatch": {"ValidationError", "Throttling", "AccessDenied", "InternalServiceError"},
    "rds": {"InvalidParameterValue", "InvalidParameterCombination", "Throttling", "AccessDenied", "InternalFailure"},
    "pi": {"ThrottlingException", "AccessDeniedException"},
    "autoscaling": {"ValidationError", "Throttling", "AccessDenied", "InternalFailure"},
    "cloudtrail": {"ThrottlingException", "AccessDeniedException"},
    "sts": {"ValidationError", "Throttling", "AccessDenied", "InternalFailure"},
    "elbv2": {"ValidationError", "Throttling", "AccessDenied", "InternalFailure"},
    "synthetics": {"ThrottlingException", "AccessDeniedException", "InternalServerException"},
    # SQS repeats in a header the code that its query form had; botocore reports that one.
    "sqs": {
        "AccessDeniedException",
        "InternalFailure",
        "AWS.SimpleQueueService.NonExistentQueue",
        "AWS.SimpleQueueService.EmptyBatchRequest",
        "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
    },
    # EC2's model names no errors at all; these are in its list of error codes.
    "ec2": {
        "InvalidInstanceID.NotFound",
        "InvalidInstanceID.Malformed",
        "InvalidParameterValue",
        "InvalidParameterCombination",
        "RequestLimitExceeded",
        "UnauthorizedOperation",
        "InternalError",
    },
}

DAY = datetime.timedelta(days=1)


def metric_query(name: str = "a", **changes: Any) -> dict:
    metric = {"Namespace": "AWS/ECS", "MetricName": "CPUUtilization", "Dimensions": []}
    return {"Id": name, "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Average", **changes}}


def check_errors(endpoint: Endpoint, inventory: Inventory) -> None:
    provoke(endpoint, cases(inventory))
    check_missing_failures(endpoint, inventory)
    check_unsigned(endpoint)


def provoke(endpoint: Endpoint, rows: list[tuple[str, str, str, dict]]) -> None:
    """Each row is service, operation, expected code, parameters; the model (or COMMON) must name the code."""
    for service, operation, code, parameters in rows:
        error = endpoint.error_of(service, operation, **parameters)
        endpoint.report.count("errors provoked")
        found = error.response["Error"]["Code"] if error else "no error"
        endpoint.report.expect(found == code, f"{operation} {shorten(parameters)}: {found}, not {code}")
        named = modelled(endpoint, service, operation)
        endpoint.report.expect(code in named, f"{operation}: {code} is not named by the model: {sorted(named)}")
        if error:
            endpoint.report.expect(bool(error.response["Error"].get("Message")), f"{operation} {code}: no message")
            endpoint.report.expect(
                bool(error.response["ResponseMetadata"].get("RequestId")), f"{operation} {code}: no request id"
            )


def cases(inventory: Inventory) -> list[tuple[str, str, str, dict]]:
    cluster = inventory.clusters[0]
    other = inventory.clusters[-1]
    now = datetime.datetime.now(datetime.timezone.utc)
    span = {"StartTime": now - DAY, "EndTime": now}
    foreign_task = next((task for task in inventory.tasks[other]), None)
    found: list[tuple[str, str, str, dict]] = [
        ("ecs", "ListClusters", "InvalidParameterException", {"maxResults": 101}),
        ("ecs", "ListClusters", "InvalidParameterException", {"nextToken": "garbage"}),
        ("ecs", "DescribeClusters", "InvalidParameterException", {"clusters": [f"c{n}" for n in range(101)]}),
        ("ecs", "DescribeClusters", "InvalidParameterException", {"include": ["NOTHING"]}),
        ("ecs", "ListServices", "ClusterNotFoundException", {"cluster": "nowhere"}),
        ("ecs", "ListServices", "InvalidParameterException", {"cluster": cluster, "maxResults": 0}),
        ("ecs", "ListServices", "InvalidParameterException", {"cluster": cluster, "launchType": "MOON"}),
        ("ecs", "DescribeServices", "ClusterNotFoundException", {"cluster": "nowhere", "services": ["a"]}),
        ("ecs", "DescribeServices", "InvalidParameterException", {"cluster": cluster, "services": [f"s{n}" for n in range(11)]}),
        ("ecs", "DescribeServices", "InvalidParameterException", {"cluster": cluster, "services": []}),
        ("ecs", "ListTasks", "ClusterNotFoundException", {"cluster": "nowhere"}),
        ("ecs", "ListTasks", "ServiceNotFoundException", {"cluster": cluster, "serviceName": "nothing"}),
        ("ecs", "ListTasks", "InvalidParameterException", {"cluster": cluster, "desiredStatus": "TIRED"}),
        ("ecs", "DescribeTasks", "InvalidParameterException", {"cluster": cluster, "tasks": []}),
        ("ecs", "DescribeTasks", "InvalidParameterException", {"cluster": cluster, "tasks": [f"{n:032x}" for n in range(101)]}),
        ("ecs", "DescribeTasks", "ClusterNotFoundException", {"cluster": "nowhere", "tasks": ["a"]}),
        ("ecs", "DescribeTaskDefinition", "ClientException", {"taskDefinition": "nothing:1"}),
        ("ecs", "ListContainerInstances", "ClusterNotFoundException", {"cluster": "nowhere"}),
        ("ecs", "DescribeContainerInstances", "InvalidParameterException", {"cluster": cluster, "containerInstances": []}),
        ("ec2", "DescribeInstances", "InvalidInstanceID.NotFound", {"InstanceIds": ["i-00000000000000000"]}),
        ("ec2", "DescribeInstances", "InvalidInstanceID.Malformed", {"InstanceIds": ["web-1"]}),
        ("ec2", "DescribeInstances", "InvalidParameterValue", {"MaxResults": 4}),
        ("ec2", "DescribeInstances", "InvalidParameterValue", {"MaxResults": 1001}),
        ("ec2", "DescribeInstances", "InvalidParameterValue", {"Filters": [{"Name": "colour", "Values": ["red"]}]}),
        ("ec2", "DescribeInstances", "InvalidParameterValue", {"MaxResults": 5, "NextToken": "garbage"}),
        ("ec2", "DescribeInstances", "InvalidParameterCombination", {"MaxResults": 5, "InstanceIds": inventory.instances[:1]}),
        ("rds", "DescribeDBInstances", "DBInstanceNotFound", {"DBInstanceIdentifier": "nothing"}),
        ("rds", "DescribeDBInstances", "InvalidParameterValue", {"MaxRecords": 19}),
        ("rds", "DescribeDBInstances", "InvalidParameterValue", {"Marker": "garbage"}),
        ("autoscaling", "DescribeAutoScalingGroups", "ValidationError", {"MaxRecords": 101}),
        ("autoscaling", "DescribeAutoScalingGroups", "InvalidNextToken", {"NextToken": "garbage"}),
        ("application-autoscaling", "DescribeScalableTargets", "ValidationException", {}),
        ("application-autoscaling", "DescribeScalableTargets", "ValidationException", {"ServiceNamespace": "moon"}),
        ("application-autoscaling", "DescribeScalingPolicies", "ValidationException", {"ServiceNamespace": "ecs", "MaxResults": 11}),
        (
            "application-autoscaling",
            "DescribeScalingActivities",
            "InvalidNextTokenException",
            {"ServiceNamespace": "ecs", "NextToken": "garbage"},
        ),
        ("logs", "DescribeLogGroups", "InvalidParameterException", {"limit": 51}),
        ("logs", "DescribeLogGroups", "InvalidParameterException", {"nextToken": "garbage"}),
        ("logs", "FilterLogEvents", "ResourceNotFoundException", {"logGroupName": "/nowhere"}),
        ("logs", "FilterLogEvents", "InvalidParameterException", {"logGroupName": inventory.log_groups[0], "limit": 10_001}),
        ("logs", "FilterLogEvents", "InvalidParameterException", {"logGroupName": inventory.log_groups[0], "nextToken": "x"}),
        ("logs", "FilterLogEvents", "InvalidParameterException", {"logGroupName": inventory.log_groups[0], "filterPattern": '"open'}),
    ]
    if foreign_task and other != cluster:
        found.append(("ecs", "DescribeTasks", "InvalidParameterException", {"cluster": cluster, "tasks": [foreign_task]}))
    return found + metric_cases(span)


def metric_cases(span: dict) -> list[tuple[str, str, str, dict]]:
    wrong: list[tuple[str, dict]] = [
        ("ValidationError", {**span, "MetricDataQueries": []}),
        ("ValidationError", {**span, "MetricDataQueries": [metric_query(f"a{n}") for n in range(501)]}),
        ("ValidationError", {**span, "MetricDataQueries": [metric_query("Upper")]}),
        ("ValidationError", {**span, "MetricDataQueries": [metric_query("a"), metric_query("a")]}),
        ("ValidationError", {**span, "MetricDataQueries": [metric_query(Period=61)]}),
        ("ValidationError", {**span, "MetricDataQueries": [metric_query(Stat="Typical")]}),
        ("ValidationError", {**span, "MetricDataQueries": [{"Id": "e", "Expression": "a * 2"}]}),
        ("ValidationError", {**span, "MetricDataQueries": [{"Id": "e"}]}),
        ("ValidationError", {**span, "MetricDataQueries": [metric_query()], "MaxDatapoints": 100_801}),
        ("ValidationError", {**span, "MetricDataQueries": [metric_query()], "ScanBy": "Sideways"}),
        ("InvalidNextToken", {**span, "MetricDataQueries": [metric_query()], "NextToken": "garbage"}),
        (
            "ValidationError",
            {"StartTime": span["EndTime"], "EndTime": span["StartTime"], "MetricDataQueries": [metric_query()]},
        ),
    ]
    return [("cloudwatch", "GetMetricData", code, parameters) for code, parameters in wrong]


def modelled(endpoint: Endpoint, service: str, operation: str) -> set[str]:
    shapes = endpoint.model(service, operation).error_shapes
    return {shape.metadata.get("error", {}).get("code", shape.name) for shape in shapes} | COMMON[service]


def check_missing_failures(endpoint: Endpoint, inventory: Inventory) -> None:
    cluster = inventory.clusters[0]
    for operation, member in (
        ("DescribeServices", "services"),
        ("DescribeTasks", "tasks"),
        ("DescribeContainerInstances", "containerInstances"),
    ):
        answer = endpoint.call("ecs", operation, cluster=cluster, **{member: ["0" * 32]})
        reasons = [failure["reason"] for failure in answer["failures"]]
        endpoint.report.expect(reasons == ["MISSING"], f"{operation}: failures of what is not there: {reasons}")
    answer = endpoint.call("ecs", "DescribeClusters", clusters=["nowhere"])
    endpoint.report.expect([one["reason"] for one in answer["failures"]] == ["MISSING"], "DescribeClusters: no failure")


def check_unsigned(endpoint: Endpoint) -> None:
    forms = {
        "MissingAuthenticationTokenException": {"X-Amz-Target": "AmazonEC2ContainerServiceV20141113.ListClusters"},
        "MissingAuthenticationToken": {},
    }
    for code, headers in forms.items():
        body = b"{}" if headers else b"Action=DescribeInstances&Version=2016-11-15"
        try:
            urllib.request.urlopen(urllib.request.Request(endpoint.url, data=body, headers=headers), timeout=60)
            endpoint.report.fail(f"an unsigned request is answered, not refused with {code}")
        except urllib.error.HTTPError as error:
            endpoint.report.count("errors provoked")
            endpoint.report.expect(code in error.read().decode(), f"an unsigned request is refused without {code}")


def check_faults(endpoint: Endpoint, inventory: Inventory) -> None:
    """Injected faults have the shape of the service's own: denied, throttled, broken."""
    expected = {
        "ecs": ("ListClusters", "AccessDeniedException", "ThrottlingException", "ServerException"),
        "logs": ("DescribeLogGroups", "AccessDeniedException", "ThrottlingException", "ServiceUnavailableException"),
        "cloudwatch": ("GetMetricData", "AccessDenied", "Throttling", "InternalServiceError"),
        "ec2": ("DescribeInstances", "UnauthorizedOperation", "RequestLimitExceeded", "InternalError"),
        "rds": ("DescribeDBInstances", "AccessDenied", "Throttling", "InternalFailure"),
        "autoscaling": ("DescribeAutoScalingGroups", "AccessDenied", "Throttling", "InternalFailure"),
        "sts": ("GetCallerIdentity", "AccessDenied", "Throttling", "InternalFailure"),
        "elbv2": ("DescribeLoadBalancers", "AccessDenied", "Throttling", "InternalFailure"),
        "synthetics": ("DescribeCanaries", "AccessDeniedException", "ThrottlingException", "InternalServerException"),
        "sqs": ("ReceiveMessage", "AccessDeniedException", "RequestThrottled", "InternalFailure"),
    }
    for service, (operation, *codes) in expected.items():
        client = endpoint.impatient(service)
        for kind, code in zip(("deny", "throttle", "error"), codes):
            rule = {"id": "conformance", "match": {"operation": operation}, "effect": {"kind": kind}}
            endpoint.control("POST", "/faults", rule)
            try:
                error = endpoint.error_of(service, operation, client)
            finally:
                endpoint.control("DELETE", "/faults?id=conformance")
            endpoint.report.count("errors provoked")
            found = error.response["Error"] if error else {"Code": "no error"}
            endpoint.report.expect(found["Code"] == code, f"{operation} {kind}: {found['Code']}, not {code}")
            if kind == "deny":
                worded = "is not authorized to perform: " in found.get("Message", "")
                endpoint.report.expect(worded, f"{operation}: denied as {found.get('Message')!r}")


def check_throttling(endpoint: Endpoint) -> None:
    """The bucket of cluster reads holds 50 and refills by 20 a second: a burst above that is throttled."""
    client = endpoint.impatient("ecs")
    codes = []
    for _ in range(140):
        error = endpoint.error_of("ecs", "ListClusters", client)
        if error:
            codes.append(error.response["Error"]["Code"])
    endpoint.report.count("throttled", len(codes))
    endpoint.report.expect(len(codes) > 0, "ListClusters: 140 calls at once are not throttled")
    endpoint.report.expect(set(codes) <= {"ThrottlingException"}, f"ListClusters: a burst answers {set(codes)}")


def shorten(parameters: dict) -> str:
    text = ", ".join(f"{name}={str(value)[:40]}" for name, value in parameters.items() if name not in ("StartTime", "EndTime"))
    return f"({text})"
